import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { localDate, startOfDate } from './dates.ts';
import type { accountChange } from './record.ts';

type Change = Readonly<z.output<typeof accountChange>>;

/** Which of these customers were served before an instant (epoch ms): what is set up with the first service is no change. */
const servedBefore = async (ctx: Ctx, customers: readonly string[], at: number): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx
    .selectFrom('customerService')
    .select('customerId')
    .distinct()
    .where(sql<boolean>`customer_id = any(${[...new Set(customers)]}::uuid[])`)
    .where('provider', 'is', null)
    .where('fromAt', '<', at)
    .execute();
  return new Set(rows.map(({ customerId }) => customerId));
};

/**
 * Writes down that accounts were changed and has the customers told, 64.2010(f), both in the transaction of the change: whoever
 * makes it, by whatever way, there is no change without its notice.
 */
export const accountsChanged = async (ctx: Ctx, changes: readonly Change[]): Promise<void> => {
  if (changes.length === 0) return;
  const changedOn = localDate(ctx.carrier.zone, ctx.at);
  const served = await servedBefore(
    ctx,
    changes.map(({ customerId }) => customerId),
    startOfDate(ctx.carrier.zone, changedOn),
  );
  const rows = changes.map((change) => ({
    id: ctx.id(),
    ...change,
    changedOn,
    changedAt: ctx.at,
    during: served.has(change.customerId) ? ('service' as const) : ('start-of-service' as const),
  }));
  await ctx.tx.insertInto('accountChange').values(rows).execute();
  for (const { id, during } of rows)
    if (during === 'service')
      await later(ctx, { does: 'accountChanges.tell', input: { changeId: id }, from: ctx.at, key: id });
};
