import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { coverageOf } from '../../law/coverage.ts';
import type { NewPermissionEvent } from './events.ts';
import { recompute } from './recompute.ts';

// written out, not a parameter: a prepared statement must still find the partial index
const bounced = sql<boolean>`type = 'bounced'`;

const rowOf = (ctx: Ctx, { covers, ...event }: NewPermissionEvent) => ({
  ...event,
  recordedAt: ctx.at,
  covers: covers === null ? null : coverageOf(covers.cpni, covers.recipients, covers.purposes),
});

/** Appends what customers were told or said, and brings what it permits up to date in the same transaction. The caller records the evidence. */
export const appendEvents = async (ctx: Ctx, events: readonly NewPermissionEvent[]): Promise<void> => {
  if (events.length === 0) return;
  const customers = [...new Set(events.map((event) => event.customerId))].sort();
  // one writer a customer: two choices at once are weighed one after the other
  await ctx.tx
    .selectFrom('customer')
    .select('id')
    .where('id', 'in', customers)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const rows = events.map((event) => rowOf(ctx, event));
  for (let from = 0; from < rows.length; from += 1000) {
    await ctx.tx
      .insertInto('permissionEvent')
      .values(rows.slice(from, from + 1000))
      .onConflict((conflict) => conflict.columns(['carrierId', 'notice']).where(bounced).doNothing())
      .execute();
  }
  await recompute(ctx, customers);
};
