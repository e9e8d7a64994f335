import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { DAY, dateOfDay } from '../../kernel/time.ts';
import { daysOfWait } from '../../law/47cfr/64.2008.ts';
import { optOutWait } from '../../law/clocks/opt-out-wait.ts';
import { record } from '../../ledger/record.ts';
import { dayNumber, localDate, startOfDate } from '../customers/dates.ts';
import { cameBack } from './came-back.ts';
import { readSettings } from './store.ts';

/** The instant from which silence on an e-mailed notice would count: by then it must be known whether it arrived. */
const firstUse = async (ctx: Ctx, deliveryId: string): Promise<number> => {
  const { sentAt, waitDays } = await ctx.tx
    .selectFrom('delivery')
    .innerJoin('noticeVersion', 'noticeVersion.id', 'delivery.versionId')
    .select(['delivery.sentAt', 'noticeVersion.waitDays'])
    .where('delivery.id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  const sent = dayNumber(localDate(ctx.carrier.zone, sentAt));
  const { due } = optOutWait({ sent, method: 'email', days: daysOfWait(waitDays) });
  return due === null ? sentAt : startOfDate(ctx.carrier.zone, dateOfDay(due));
};

export type NotNow = {
  readonly deliveryId: string;
  readonly customerId: string;
  readonly at: number;
  readonly status: string | null;
};

/**
 * The server said "not now": some days may bring a later result, but no longer than until silence would count; after that the
 * notice is returned at once.
 */
export const waitForArrival = async (ctx: Ctx, bounced: NotNow): Promise<'waiting' | 'returned'> => {
  const { deliveryId, at } = bounced;
  const { softBounceDays } = await readSettings(ctx);
  const untilAt = Math.min(at + softBounceDays * DAY, await firstUse(ctx, deliveryId));
  if (untilAt <= ctx.at) {
    await cameBack(ctx, { deliveryId, at, why: 'undeliverable-email' });
    return 'returned';
  }
  const added = await ctx.tx
    .insertInto('softBounce')
    .values({ ...bounced, untilAt, endedAt: null, ended: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('deliveryId')
    .executeTakeFirst();
  // the first one's days count: a server that says it daily does not prolong them
  if (added !== undefined)
    await later(ctx, { does: 'returns.endWait', input: { deliveryId }, from: untilAt, key: deliveryId });
  return 'waiting';
};

const end = (ctx: Ctx, deliveryId: string, ended: 'arrived' | 'returned') =>
  ctx.tx
    .updateTable('softBounce')
    .set({ ended, endedAt: ctx.at })
    .where('deliveryId', '=', deliveryId)
    .where('endedAt', 'is', null)
    .returning(['at', 'status'])
    .executeTakeFirst();

/** It arrived after all: the wait for it ends, and nothing is returned. */
export const arrived = async (ctx: Ctx, deliveryId: string): Promise<void> => {
  const ended = await end(ctx, deliveryId, 'arrived');
  if (ended === undefined) return;
  await record(ctx, {
    kind: 'soft-bounce.arrived',
    subject: `delivery:${deliveryId}`,
    happenedAt: ctx.at,
    facts: { status: ended.status },
  });
};

export const endWait = operation({
  http: 'POST /v1/deliveries/{deliveryId}:end-soft-bounce',
  says: 'A notice that a server could not take yet and that did not arrive in its days counts as returned',
  law: ['47 CFR 64.2008(d)(3)(iii)'],
  may: ['compliance'],
  by: 'anyone',
  takes: z.strictObject({ deliveryId: id }),
  gives: z.strictObject({ deliveryId: id, outcome: z.enum(['returned', 'waiting', 'ended']) }),
  async run(ctx: Ctx, { deliveryId }) {
    const waiting = await ctx.tx
      .selectFrom('softBounce')
      .select(['untilAt', 'at'])
      .where('deliveryId', '=', deliveryId)
      .where('endedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (waiting === undefined) return { deliveryId, outcome: 'ended' as const };
    if (waiting.untilAt > ctx.at) return { deliveryId, outcome: 'waiting' as const };
    await end(ctx, deliveryId, 'returned');
    await cameBack(ctx, { deliveryId, at: waiting.at, why: 'undeliverable-email' });
    return { deliveryId, outcome: 'returned' as const };
  },
});
