import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { fold, type Step } from './fold.ts';
import { settle } from './settle.ts';
import type { Known } from './store.ts';
import { unsigned, writeSteps } from './write.ts';

/** Most calls that are weighed in one transaction: they take well under a second. */
export const mostCalls = 5000;

type Waiting = {
  readonly refusalId: string;
  readonly at: number;
  readonly forwarded: boolean;
  readonly repeated: boolean;
};

// an asker that heard no answer asks again, and what waited on the disk may be kept twice: one call at one instant is one call
const waitingOf = async (ctx: Ctx, accountId: string): Promise<readonly Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select c.refusal_id as "refusalId", c.at, r.forwarded, r.call_id <> '(purged)' and exists (
      select from gate_refusal o join strike_call t on t.carrier_id = o.carrier_id and t.refusal_id = o.id
      where o.carrier_id = r.carrier_id and o.account_id = r.account_id and o.at = r.at and o.call_id = r.call_id and o.id <> r.id
        and (t.seq is not null or o.id < r.id)) as repeated
    from strike_call c join gate_refusal r on r.carrier_id = c.carrier_id and r.id = c.refusal_id
    where c.account_id = ${accountId} and c.seq is null
    order by c.at, c.refusal_id limit ${mostCalls}`.execute(ctx.tx);
  return rows;
};

const calls = (waiting: readonly Waiting[]): Parameters<typeof fold>[1] =>
  waiting.map(({ at, forwarded }) => ({
    kind: 'wrong-caller-id',
    at,
    forwarding: forwarded ? 'evidence' : 'none',
  }));

type Weighed = {
  readonly refusalId: string;
  readonly seq: number;
  readonly consequence: string;
  readonly finding: number | null;
};

const belongs = ({ answer: { consequence } }: Step): boolean =>
  consequence === 'warn' || consequence === 'order-termination' || consequence === 'attach';

const mark = async (ctx: Ctx, { rows }: Known, weighed: readonly Weighed[]) => {
  const findings = weighed.map(({ finding }) => rows[(finding ?? 0) - 1]?.id ?? null);
  await sql`
    update strike_call c set seq = w.seq, consequence = w.consequence, finding_id = w.finding_id
    from unnest(${weighed.map(({ refusalId }) => refusalId)}::uuid[], ${weighed.map(({ seq }) => seq)}::bigint[],
      ${weighed.map(({ consequence }) => consequence)}::text[], ${findings}::uuid[]) as w (refusal_id, seq, consequence, finding_id)
    where c.refusal_id = w.refusal_id`.execute(ctx.tx);
};

const tellAttached = async (ctx: Ctx, known: Known, weighed: readonly Weighed[], waiting: readonly Waiting[]) => {
  for (const { id, number } of known.rows) {
    const own = weighed.filter(({ finding }) => finding === number).map(({ refusalId }) => refusalId);
    if (own.length === 0) continue;
    const ids = new Set(own);
    const instants = waiting.filter(({ refusalId }) => ids.has(refusalId)).map(({ at }) => at);
    await record(ctx, {
      kind: 'strikes.calls-attached',
      subject: `voice-account:${known.accountId}`,
      happenedAt: ctx.at,
      facts: {
        finding: id,
        calls: own.length,
        from: Math.min(...instants),
        until: Math.max(...instants),
        refusalsHash: createHash('sha256').update(own.join('\n')).digest('hex'),
      },
    });
  }
};

export type Taken = { readonly known: Known; readonly calls: number };

/** Weighs the refused calls of a locked account that wait, in the order of their instants, and does what follows. */
export const takeCalls = async (ctx: Ctx, before: Known): Promise<Taken> => {
  const waiting = await waitingOf(ctx, before.accountId);
  if (waiting.length === 0) return { known: before, calls: 0 };
  const first = waiting.filter(({ repeated }) => !repeated);
  const steps = fold(before, calls(first));
  const growth = new Map<number, number>();
  const weighed = steps.map((step, n): Weighed => {
    const finding = belongs(step) ? step.answer.finding : null;
    if (finding !== null) growth.set(finding, (growth.get(finding) ?? 0) + 1);
    return { refusalId: first[n]?.refusalId ?? '', seq: step.seq, consequence: step.answer.consequence, finding };
  });
  const refusals = new Map(weighed.map(({ seq, refusalId }) => [seq, refusalId]));
  const detailOf = ({ seq }: Step) => ({ ...unsigned, refusalId: refusals.get(seq) ?? null });
  const written = await writeSteps(ctx, before, { steps, detailOf, calls: growth });
  const again = waiting
    .filter(({ repeated }) => repeated)
    .map(({ refusalId }, n): Weighed => {
      const seq = before.seq + steps.length + n + 1;
      return { refusalId, seq, consequence: 'repeated', finding: null };
    });
  const known = { ...written, seq: before.seq + waiting.length };
  if (again.length > 0)
    await ctx.tx
      .updateTable('strikeAccount')
      .set({ lastSeq: known.seq })
      .where('accountId', '=', known.accountId)
      .execute();
  await mark(ctx, known, [...weighed, ...again]);
  await tellAttached(ctx, known, weighed, waiting);
  await settle(ctx, before, known);
  return { known, calls: waiting.length };
};
