import type { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { HOUR, MINUTE } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { askerRestsUntil, countTryAtDesk } from '../authentication/asker.ts';
import { local } from '../customers/dates.ts';
import type { DeskSession, triedWay } from './record.ts';

/** Who serves customers at the desk; whoever listens in sees no more than he who speaks. */
export const atTheDesk: readonly Role[] = ['agent', 'supervisor'];

/** A session ends by itself after an hour, a proof half an hour after it was given, or with its session. */
export const sessionLasts = HOUR;
const proofLasts = 30 * MINUTE;

/** Calls are told of two months at most at once. */
export const mostDays = 62;

/** The last instant (epoch ms) of a proof that is given now. */
export const proofEnds = (ctx: Ctx, { untilAt }: DeskSession): number => Math.min(ctx.at + proofLasts, untilAt);

/** Whether a session goes on at an instant (epoch ms). */
export const goesOn = ({ endedAt, untilAt }: DeskSession, at: number): boolean => endedAt === null && at < untilAt;

/** Through one person of the desk more wrong tries were made in an hour than customers make: until it is looked into he serves nobody. */
export const mustNotRest = async (ctx: Ctx): Promise<void> => {
  const until = await askerRestsUntil(ctx);
  if (until === null) return;
  throw new Problem('not-allowed', {
    detail: `Too many callers failed through you: the desk is closed to you until ${local(ctx.carrier.zone, until)}.`,
    fix: 'Hand the customer to a colleague; compliance looks into it and may open the desk again.',
    cite: '47 CFR 64.2010(a)',
  });
};

/** A session that goes on, held for this transaction: what is proved or opened in it cannot cross its end. */
export const sessionOn = async (ctx: Ctx, sessionId: string): Promise<DeskSession> => {
  await workWithCpni(ctx);
  await mustNotRest(ctx);
  const session = await heldSession(ctx, sessionId);
  if (!goesOn(session, ctx.at))
    refuse('wrong-state', 'This session has ended, and with it all that was open.', 'Open a new one for the new call.');
  return session;
};

export const heldSession = async (ctx: Ctx, sessionId: string): Promise<DeskSession> =>
  found(
    await ctx.tx.selectFrom('deskSession').selectAll().where('id', '=', sessionId).forUpdate().executeTakeFirst(),
    'session',
  );

type Way = z.output<typeof triedWay>;

/** Keeps a try, with its evidence, and gives its id: that it was made and whether it held, never what was said. */
export const keepAttempt = async (ctx: Ctx, session: DeskSession, way: Way, held: boolean): Promise<string> => {
  const { id: sessionId, customerId } = session;
  const attempt = { id: ctx.id(), sessionId, customerId, way, held, at: ctx.at };
  await ctx.tx.insertInto('deskAttempt').values(attempt).execute();
  await record(ctx, {
    kind: 'desk.tried',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { session: sessionId, attempt: attempt.id, way, held },
  });
  if (!held) await countTryAtDesk(ctx);
  return attempt.id;
};

/** Tries of one way that may fail for one account in a day, whoever asks and in however many calls. */
export const mostFailures = 5;

/** How many tries of a way failed for the account in the last day: a new call begins no new count. */
export const failuresOf = async (ctx: Ctx, customerId: string, way: Way): Promise<number> => {
  const { count } = await ctx.tx
    .selectFrom('deskAttempt')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('customerId', '=', customerId)
    .where('way', '=', way)
    .where('held', '=', false)
    .where('at', '>', ctx.at - 24 * HOUR)
    .executeTakeFirstOrThrow();
  return Number(count);
};
