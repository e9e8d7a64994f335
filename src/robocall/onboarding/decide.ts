import { z } from 'zod';
import { dateAt, monthsAfter, startOf, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { endHold, placeHold } from '../accounts/hold.ts';
import { type Dossier, dossierOf } from './dossier.ts';
import { onboardingDecisionRow, riskTier } from './record.ts';
import { type Decision, lockedCase, type Submission } from './store.ts';
import { takeBackLapse } from './take-back.ts';
import { monthsOf } from './tier.ts';
import { changedAt, type Weighed, weigh } from './weigh.ts';

const cite = '47 CFR 64.1200(n)(4)';
const no = (type: 'wrong-state' | 'same-person', detail: string, fix: string): never => {
  throw new Problem(type, { detail, fix, cite });
};

type Outcome = Decision['outcome'];

/** What was put up for this decision, and not changed since. */
const submissionFor = ({ submission, decision, ...dossier }: Dossier): Submission => {
  if (submission === null || (decision !== null && submission.submittedAt <= decision.decidedAt))
    return no(
      'wrong-state',
      'Nobody has put the case up for decision.',
      'Put it up with what you recommend (onboarding.submit).',
    );
  if (submission.submittedAt < changedAt({ submission, decision, ...dossier }))
    return no('wrong-state', 'The case changed after it was put up.', 'Look at the change and submit it again.');
  return submission;
};

const mayApprove = ({ stops, missing }: Weighed): void => {
  if (stops.length > 0) no('wrong-state', `It cannot be approved: ${stops.join('; ')}.`, 'Refuse the case.');
  if (missing.length > 0)
    no(
      'wrong-state',
      `Missing: ${missing.map(({ what }) => what).join('; ')}.`,
      missing.map(({ fix }) => fix).join(' '),
    );
};

/** Accounts of a refused customer are stopped; those that a refusal stopped run again with an approval. */
const followInAccounts = async (ctx: Ctx, caseId: string, outcome: Outcome): Promise<number> => {
  const accounts = await ctx.tx
    .selectFrom('voiceAccount')
    .select('id')
    .where('caseId', '=', caseId)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .execute();
  const by = { source: 'onboarding', sourceId: caseId } as const;
  for (const { id: accountId } of accounts)
    if (outcome === 'refused')
      await placeHold(ctx, { accountId, kind: 'suspended', ...by, reason: 'its case was refused' });
    else await endHold(ctx, { accountId, ...by, reason: 'its case was approved' });
  return accounts.length;
};

const write = async (
  ctx: Ctx,
  dossier: Dossier,
  { points, tier, factors, stops }: Weighed,
  decided: Pick<Decision, 'outcome' | 'reason' | 'preparedBy'>,
): Promise<Decision> => {
  const { id: decidedBy, name: deciderName } = personOf(ctx);
  const approved = decided.outcome === 'approved';
  const validUntil = approved ? startOf(ctx, monthsAfter(dateAt(ctx, ctx.at), monthsOf[tier])) : null;
  const row = await ctx.tx
    .insertInto('onboardingDecision')
    .values({
      id: ctx.id(),
      caseId: dossier.case.id,
      tier,
      points,
      ...decided,
      decidedBy,
      deciderName,
      decidedAt: ctx.at,
      validUntil,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.tx
    .insertInto('onboardingBasis')
    .values({
      decisionId: row.id,
      caseId: row.caseId,
      questionnaireId: dossier.answers?.id ?? no('wrong-state', 'It has no questionnaire.', 'Enter it first.'),
      callId: dossier.call?.id ?? null,
      acceptanceId: dossier.acceptance?.id ?? null,
      factors: asJson([...factors]),
      stops: asJson([...stops]),
    })
    .execute();
  return row;
};

export const decideCase = operation({
  http: 'POST /v1/onboarding/{caseId}:decide',
  says: 'Approve an applicant or customer until the next review, or refuse him; nothing required may be missing, and above the risk line a second person decides',
  law: [cite, '47 CFR 64.6305(d)(2)(ii)'],
  may: ['onboarding', 'compliance', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({
    caseId: id,
    outcome: onboardingDecisionRow.shape.outcome,
    reason: onboardingDecisionRow.shape.reason.max(2000),
  }),
  gives: z.strictObject({
    id,
    outcome: onboardingDecisionRow.shape.outcome,
    tier: riskTier,
    points: z.int(),
    decided: when,
    validUntil: when.nullable(),
  }),
  async run(ctx: Ctx, { caseId, outcome, reason }) {
    const dossier = await dossierOf(ctx, await lockedCase(ctx, caseId));
    const submission = submissionFor(dossier);
    const weighed = weigh(dossier);
    if (outcome === 'approved') mayApprove(weighed);
    if (weighed.tier !== 'standard' && personOf(ctx).id === submission.submittedBy)
      no('same-person', `With ${weighed.points} points another person decides.`, 'Ask a colleague to decide.');
    const row = await write(ctx, dossier, weighed, { outcome, reason, preparedBy: submission.submittedBy });
    const accounts = await followInAccounts(ctx, caseId, outcome);
    await takeBackLapse(ctx, caseId);
    await record(ctx, {
      kind: outcome === 'approved' ? 'onboarding.approved' : 'onboarding.refused',
      subject: `onboarding:${caseId}`,
      happenedAt: ctx.at,
      facts: {
        decision: row.id,
        tier: row.tier,
        points: row.points,
        factors: weighed.factors,
        stops: weighed.stops,
        preparedBy: submission.submittedBy,
        questionnaire: dossier.answers?.id ?? null,
        call: dossier.call?.id ?? null,
        acceptance: dossier.acceptance?.id ?? null,
        screenings: dossier.screenings.map((one) => one.id),
        validUntil: toldOrNull(ctx, row.validUntil),
        accounts,
      },
    });
    const { tier, points, validUntil } = row;
    return { id: row.id, outcome, tier, points, decided: told(ctx, ctx.at), validUntil: toldOrNull(ctx, validUntil) };
  },
});
