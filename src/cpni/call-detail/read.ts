import type { Ctx } from '../../db/context.ts';
import type { CallDetail } from './record.ts';

/** At most so many rows at once. */
export const mostCalls = 500;

/** A customer's calls that began in a period (epoch ms, the end outside it), the latest first. Whoever asks has the law's answer. */
export const callsBetween = (ctx: Ctx, customerId: string, from: number, until: number): Promise<CallDetail[]> =>
  ctx.tx
    .selectFrom('callDetail')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('startAt', '>=', from)
    .where('startAt', '<', until)
    .orderBy('startAt', 'desc')
    .limit(mostCalls)
    .execute();

/** How many calls and how much talk a period holds: usage, which is CPNI but no call detail. */
export const usageBetween = async (ctx: Ctx, customerId: string, from: number, until: number) => {
  const row = await ctx.tx
    .selectFrom('callDetail')
    .select((eb) => [eb.fn.countAll<string>().as('calls'), eb.fn.sum<string | null>('talkMs').as('talkMs')])
    .where('customerId', '=', customerId)
    .where('startAt', '>=', from)
    .where('startAt', '<', until)
    .executeTakeFirstOrThrow();
  return { calls: Number(row.calls), minutes: Math.ceil(Number(row.talkMs ?? 0) / 60_000) };
};
