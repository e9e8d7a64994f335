import { openTask } from '../../../carriers/tasks/open.ts';
import type { Ctx } from '../../../db/context.ts';
import { DAY } from '../../../kernel/time.ts';
import { record } from '../../../ledger/record.ts';

// his history is read at each choice, so it is kept short
const term = 7 * DAY;

/**
 * The monitor's own customer of this week for one channel: what he chose by another says nothing of this one. He has left from the first, so that no list, release or figure holds him, and is marked,
 * so that what he chooses is never counted as a customer's choice.
 */
export const probeCustomer = async (ctx: Ctx, channelId: string): Promise<string> => {
  const standing = await ctx.tx
    .selectFrom('probeCustomer')
    .select('customerId')
    .where('channelId', '=', channelId)
    .where('fromAt', '>', ctx.at - term)
    .orderBy('fromAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (standing !== undefined) return standing.customerId;
  const customerId = ctx.id();
  const row = {
    id: customerId,
    account: `health-monitor-${customerId}`,
    name: 'Health monitor',
    language: 'en' as const,
  };
  await ctx.tx
    .insertInto('customer')
    .values({ ...row, subscribes: 0, since: null, leftAt: ctx.at, salt: ctx.salt() })
    .execute();
  await ctx.tx.insertInto('probeCustomer').values({ customerId, channelId, fromAt: ctx.at }).execute();
  await record(ctx, { kind: 'probe-customer.made', subject: `customer:${customerId}`, happenedAt: ctx.at, facts: {} });
  return customerId;
};

/** Tells a person that the monitor cannot look, once while the task is open. */
export const tellBlind = async (ctx: Ctx): Promise<void> => {
  await openTask(ctx, {
    kind: 'monitor-blind',
    subject: 'choice-channels',
    why: 'The health monitor cannot reach the choice page and the toll-free line: set COMPLINE_PUBLIC_URL to the address that customers use.',
    role: 'network',
    dueAt: null,
    key: 'public-url',
  });
};
