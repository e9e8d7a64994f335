import { createHash } from 'node:crypto';
import type { Ctx } from '../../db/context.ts';
import type { NewPermissionEvent } from './events.ts';
import { recompute } from './recompute.ts';
import type { Covers } from './record.ts';

const sorted = (covers: Covers): Covers => ({
  cpni: [...new Set(covers.cpni)].sort(),
  recipients: [...new Set(covers.recipients)].sort(),
  purposes: [...new Set(covers.purposes)].sort(),
});

const keyOf = (covers: Covers): string => createHash('sha256').update(JSON.stringify(covers)).digest('hex');

/** Ids of the coverages, stored once each. */
const coverageIds = async (ctx: Ctx, events: readonly NewPermissionEvent[]): Promise<ReadonlyMap<string, string>> => {
  const wanted = new Map<string, Covers>();
  for (const { covers } of events) if (covers !== null) wanted.set(keyOf(sorted(covers)), sorted(covers));
  if (wanted.size === 0) return new Map();
  const rows = [...wanted].map(([key, covers]) => ({ id: ctx.id(), key, ...covers }));
  await ctx.tx
    .insertInto('coverage')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['carrierId', 'key']).doNothing())
    .execute();
  const stored = await ctx.tx
    .selectFrom('coverage')
    .select(['id', 'key'])
    .where('key', 'in', [...wanted.keys()])
    .execute();
  return new Map(stored.map((row) => [row.key, row.id]));
};

const rowOf = (ctx: Ctx, ids: ReadonlyMap<string, string>, { covers, ...event }: NewPermissionEvent) => ({
  ...event,
  recordedAt: ctx.at,
  coverageId: covers === null ? null : (ids.get(keyOf(sorted(covers))) ?? null),
});

/** Appends what customers were told or said, and brings what it permits up to date in the same transaction. The caller records the evidence. */
export const appendEvents = async (ctx: Ctx, events: readonly NewPermissionEvent[]): Promise<void> => {
  if (events.length === 0) return;
  const ids = await coverageIds(ctx, events);
  const customers = [...new Set(events.map((event) => event.customerId))].sort();
  // one writer a customer: two choices at once are weighed one after the other
  await ctx.tx.selectFrom('customer').select('id').where('id', 'in', customers).orderBy('id').forUpdate().execute();
  const rows = events.map((event) => rowOf(ctx, ids, event));
  for (let from = 0; from < rows.length; from += 1000) {
    await ctx.tx
      .insertInto('permissionEvent')
      .values(rows.slice(from, from + 1000))
      .onConflict((conflict) => conflict.columns(['carrierId', 'notice']).where('type', '=', 'bounced').doNothing())
      .execute();
  }
  await recompute(ctx, customers);
};
