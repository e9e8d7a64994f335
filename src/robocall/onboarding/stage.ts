import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { DAY } from '../../kernel/time.ts';
import type { Decision } from './store.ts';

export const stages = ['applied', 'checking', 'call-done', 'decide', 'live', 'review-due', 'refused'] as const;
export type Stage = (typeof stages)[number];

/** What a case's place on the board is read from. */
export type Progress = {
  readonly id: string;
  readonly applicant: string;
  readonly openedAt: number;
  readonly decision: Pick<Decision, 'outcome' | 'tier' | 'decidedAt' | 'validUntil'> | null;
  readonly submittedAt: number | null;
  readonly calledAt: number | null;
  /** when a claim or an answer of the applicant was last entered */
  readonly enteredAt: number | null;
  readonly looks: number;
  readonly accounts: number;
};

const reviewAhead = 30 * DAY;

/**
 * Where a case stands at an instant (epoch ms). A review is due from thirty days before its approval ends, from the last quarter of a
 * shorter one, and once the customer amended what it rests on.
 */
export const stageOf = ({ decision, submittedAt, calledAt, enteredAt, looks }: Progress, at: number): Stage => {
  const since = decision?.decidedAt ?? Number.NEGATIVE_INFINITY;
  if (submittedAt !== null && submittedAt > since) return 'decide';
  if (decision?.outcome === 'refused') return 'refused';
  if (decision !== null && decision.validUntil !== null) {
    if (enteredAt !== null && enteredAt > decision.decidedAt) return 'review-due';
    const ahead = Math.min(reviewAhead, (decision.validUntil - decision.decidedAt) / 4);
    return at < decision.validUntil - ahead ? 'live' : 'review-due';
  }
  if (calledAt !== null) return 'call-done';
  return looks > 0 ? 'checking' : 'applied';
};

type Row = Omit<Progress, 'decision'> & {
  readonly outcome: Decision['outcome'] | null;
  readonly tier: Decision['tier'] | null;
  readonly decidedAt: number | null;
  readonly validUntil: number | null;
};

/** The progress of all cases behind an id, or of one: in the order in which they were opened. */
export const progressOf = async (ctx: Ctx, wanted: { readonly after: string | null; readonly only: string | null }) => {
  const { rows } = await sql<Row>`
    select c.id, c.applicant, c.opened_at as "openedAt",
      d.outcome, d.tier, d.decided_at as "decidedAt", d.valid_until as "validUntil",
      (select max(submitted_at) from onboarding_submission s where s.carrier_id = c.carrier_id and s.case_id = c.id) as "submittedAt",
      (select max(called_at) from onboarding_call l where l.carrier_id = c.carrier_id and l.case_id = c.id) as "calledAt",
      greatest(
        (select max(entered_at) from onboarding_field f where f.carrier_id = c.carrier_id and f.case_id = c.id),
        (select max(entered_at) from onboarding_questionnaire q where q.carrier_id = c.carrier_id and q.case_id = c.id)) as "enteredAt",
      (select count(*) from onboarding_check k where k.carrier_id = c.carrier_id and k.case_id = c.id)
        + (select count(*) from onboarding_screening g where g.carrier_id = c.carrier_id and g.case_id = c.id) as looks,
      (select count(*) from voice_account a where a.carrier_id = c.carrier_id and a.case_id = c.id and a.ended_at is null) as accounts
    from onboarding_case c
    left join lateral (
      select outcome, tier, decided_at, valid_until from onboarding_decision d
      where d.carrier_id = c.carrier_id and d.case_id = c.id and d.decided_at <= ${ctx.at}
      order by decided_at desc, id desc limit 1) d on true
    where (${wanted.after}::uuid is null or c.id > ${wanted.after}::uuid)
      and (${wanted.only}::uuid is null or c.id = ${wanted.only}::uuid)
    order by c.id`.execute(ctx.tx);
  return rows.map(
    ({ outcome, tier, decidedAt, validUntil, ...row }): Progress => ({
      ...row,
      decision:
        outcome === null || tier === null || decidedAt === null ? null : { outcome, tier, decidedAt, validUntil },
    }),
  );
};
