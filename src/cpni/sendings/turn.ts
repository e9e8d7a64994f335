// What becomes of messages that were tried and not accepted.
import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import type { Tried } from './take-batch.ts';

const tries = 5;
const rest = 15 * 60_000;
// an hour, and twice as long after each: the sixth comes after thirty-one hours, so a server that hangs up on all for a day costs nobody his e-mail
const hangUps = 6;
const firstRest = 60 * 60_000;

/** Makes letters of messages that do not go by e-mail, or not for certain. */
export const toLetter = async (ctx: Ctx, ids: readonly string[], why: string): Promise<void> => {
  if (ids.length === 0) return;
  await ctx.tx
    .updateTable('message')
    .set({ state: 'letter', why, lane: null, changedAt: ctx.at })
    .where('id', 'in', [...ids])
    .where('state', 'in', ['queued', 'trying'])
    .execute();
  const facts = { messages: [...ids], why };
  await record(ctx, { kind: 'messages.to-letter', subject: 'sendings', happenedAt: ctx.at, facts });
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
    'it is not known whether the e-mail went out',
  );
};

const queueAgain = async (ctx: Ctx, ids: readonly string[], put: { tries: number; rest: number }): Promise<void> => {
  if (ids.length === 0) return;
  await ctx.tx
    .updateTable('message')
    .set((eb) => ({
      state: 'queued',
      lane: null,
      tries: eb('tries', '+', put.tries),
      tryFrom: ctx.at + put.rest,
      changedAt: ctx.at,
    }))
    .where('id', 'in', [...ids])
    .where('state', '=', 'trying')
    .execute();
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
  await sql`
    update message set state = 'queued', lane = null, changed_at = ${ctx.at},
      hang_ups = case when try_from > ${ctx.at} then hang_ups else hang_ups + 1 end,
      try_from = case when try_from > ${ctx.at} then try_from else ${ctx.at} + ${firstRest}::bigint * (1 << hang_ups) end
    where id = any(${again}::uuid[]) and state = 'trying'`.execute(ctx.tx);
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
