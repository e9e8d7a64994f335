// What becomes of messages that were tried and not accepted.
import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { askForAnother, recordDropped, stopped } from './runs.ts';
import type { Tried } from './take-batch.ts';

/** Of messages `m` of runs `r`: what did not go waits again, unless its sending was stopped meanwhile. */
const queuedUnlessStopped = sql`state = case r.state when 'stopped' then 'dropped' else 'queued' end,
  why = case r.state when 'stopped' then ${stopped} else m.why end`;

const tries = 5;
const rest = 15 * 60_000;
// an hour, and twice as long after each: the sixth comes after thirty-one hours, so a server that hangs up on all for a day costs nobody his e-mail
const hangUps = 6;
const firstRest = 60 * 60_000;

/** What became of a message whose text may have gone: it is never repeated by e-mail. */
export const inDoubt = 'it is not known whether the e-mail went out';

type Turned = { readonly id: string; readonly runId: string; readonly state: 'letter' | 'dropped' };

/**
 * Makes letters of messages that do not go by e-mail, or not for certain. Where their sending was stopped meanwhile nothing of it goes
 * out any more: they are dropped, and a task says so.
 */
export const toLetter = async (ctx: Ctx, ids: readonly string[], why: string): Promise<void> => {
  if (ids.length === 0) return;
  const { rows } = await sql<Turned>`
    update message m set state = case r.state when 'stopped' then 'dropped' else 'letter' end, why = ${why}, lane = null,
      changed_at = ${ctx.at}, in_doubt_at = case when ${why === inDoubt} then ${ctx.at} else m.in_doubt_at end
    from sending_run r
    where r.id = m.run_id and m.id = any(${[...ids]}::uuid[]) and m.state in ('queued', 'trying')
    returning m.id, m.run_id as "runId", m.state`.execute(ctx.tx);
  const of = (state: Turned['state']) => rows.filter((row) => row.state === state);
  const about = { subject: 'sendings', happenedAt: ctx.at };
  const messages = of('letter').map(({ id }) => id);
  if (messages.length > 0) await record(ctx, { kind: 'messages.to-letter', ...about, facts: { messages, why } });
  const dropped = of('dropped').map(({ id }) => id);
  if (dropped.length === 0) return;
  await recordDropped(ctx, dropped, why);
  for (const runId of new Set(of('dropped').map((row) => row.runId))) await askForAnother(ctx, runId);
};

/** What an earlier try of this lane left behind: it may have gone out, so it never goes by e-mail again. */
export const giveUpCrashed = async (ctx: Ctx, runId: string, lane: number): Promise<void> => {
  const crashed = await ctx.tx
    .selectFrom('message')
    .select('id')
    .where('runId', '=', runId)
    .where('lane', '=', lane)
    .where('state', '=', 'trying')
    .forUpdate()
    .execute();
  await toLetter(
    ctx,
    crashed.map((row) => row.id),
    inDoubt,
  );
};

type Requeued = { readonly id: string; readonly state: 'queued' | 'dropped' };

const recordStopped = (ctx: Ctx, rows: readonly Requeued[]): Promise<void> =>
  recordDropped(
    ctx,
    rows.filter(({ state }) => state === 'dropped').map(({ id }) => id),
    stopped,
  );

const queueAgain = async (ctx: Ctx, ids: readonly string[], put: { tries: number; rest: number }): Promise<void> => {
  if (ids.length === 0) return;
  const { rows } = await sql<Requeued>`
    update message m set lane = null, tries = m.tries + ${put.tries}::int, try_from = ${ctx.at + put.rest}, changed_at = ${ctx.at},
      ${queuedUnlessStopped}
    from sending_run r where r.id = m.run_id and m.id = any(${[...ids]}::uuid[]) and m.state = 'trying'
    returning m.id, m.state`.execute(ctx.tx);
  await recordStopped(ctx, rows);
};

/** Lets rest what the server put off itself; put off too often, it becomes a letter. */
export const putOff = async (ctx: Ctx, later: readonly Tried[]): Promise<void> => {
  const spent = later.filter(({ message }) => message.tries + 1 >= tries).map(({ message }) => message.id);
  await toLetter(ctx, spent, 'the mail server put it off too often');
  const again = later.map(({ message }) => message.id).filter((one) => !spent.includes(one));
  await queueAgain(ctx, again, { tries: 1, rest });
};

/** Queues what the server was not asked about: no try of the message. */
export const sendAgain = (ctx: Ctx, ids: readonly string[]): Promise<void> =>
  queueAgain(ctx, ids, { tries: 0, rest: 0 });

/**
 * Lets rest what a server hung up on that answered nobody else, so that the next is asked about another message; hung up on again and
 * again for more than a day, it becomes a letter.
 */
export const hungUp = async (ctx: Ctx, broken: readonly Tried[]): Promise<void> => {
  const spent = broken
    .filter(({ message }) => message.hangUps + 1 >= hangUps && message.tryFrom <= ctx.at)
    .map(({ message }) => message.id);
  await toLetter(ctx, spent, 'the mail server hung up on it again and again');
  const again = broken.map(({ message }) => message.id).filter((one) => !spent.includes(one));
  if (again.length === 0) return;
  // what was tried before its time, to ask whether the server is back, goes on resting
  const { rows } = await sql<Requeued>`
    update message m set lane = null, changed_at = ${ctx.at}, ${queuedUnlessStopped},
      hang_ups = case when try_from > ${ctx.at} then hang_ups else hang_ups + 1 end,
      try_from = case when try_from > ${ctx.at} then try_from else ${ctx.at} + ${firstRest}::bigint * (1 << hang_ups) end
    from sending_run r where r.id = m.run_id and m.id = any(${again}::uuid[]) and m.state = 'trying'
    returning m.id, m.state`.execute(ctx.tx);
  await recordStopped(ctx, rows);
};

/** Lets all go on that rests because its server hung up: it answers again. */
export const wakeHungUp = async (ctx: Ctx): Promise<void> => {
  await ctx.tx
    .updateTable('message')
    .set({ tryFrom: ctx.at })
    .where('state', '=', 'queued')
    .where('hangUps', '>', 0)
    .where('tryFrom', '>', ctx.at)
    .execute();
};
