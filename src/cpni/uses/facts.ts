import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { promiseCodes } from '../../carriers/promises/in-force.ts';
import type { Ctx } from '../../db/context.ts';
import type { Zone } from '../../kernel/time.ts';
import { classesMask } from '../../law/coverage.ts';
import type { Events } from '../../law/events.ts';
import { type Carrier, type Category, categories, type Use } from '../../law/facts.ts';
import { eventsOf, historyOf, zoneOf } from '../approvals/history.ts';
import { loneNotices, lossOf, whileLost } from '../approvals/lost-channels.ts';
import type { PermissionEvent } from '../approvals/record.ts';
import { openLosses } from '../opt-out-channels/losses.ts';
import type { UseAskedFor } from './record.ts';

/** What every question of a transaction shares; `lost` is the set of channels by which refusals are lost. */
export type Ground = { readonly carrier: Carrier; readonly zone: Zone; readonly lost: number };

/** What is known of one customer. */
export type Known = {
  readonly subscribes: readonly Category[];
  readonly history: readonly PermissionEvent[];
  readonly facts: readonly FactRef[];
};

export type FactRef = { readonly id: string; readonly hash: string };

const hashed = (row: PermissionEvent): string =>
  createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32);

/** The categories that a customer's mask of services names. */
export const categoriesOf = (mask: number): readonly Category[] => categories.filter((_, i) => (mask & (1 << i)) !== 0);

/** The carrier's kind and promises, its zone, and the channels that lost refusals, at an instant (epoch ms). */
export const groundOf = async (ctx: Ctx, at: number): Promise<Ground> => {
  const [promises, losses] = await Promise.all([promiseCodes(ctx, at), openLosses(ctx, at)]);
  return {
    carrier: { kind: ctx.carrier.kind, promises },
    zone: zoneOf(ctx),
    lost: lossOf(losses.map((loss) => loss.channel)),
  };
};

/** What is known of these customers; those that do not exist here are missing from the map. */
export const knownOf = async (
  ctx: Ctx,
  customers: readonly string[],
  recordedUntil: number,
): Promise<Map<string, Known>> => {
  if (customers.length === 0) return new Map();
  const [rows, histories] = await Promise.all([
    ctx.tx
      .selectFrom('customer')
      .select(['id', 'subscribes'])
      // one text for any number of customers
      .where(sql<boolean>`id = any(${customers}::uuid[])`)
      .execute(),
    historyOf(ctx, customers, recordedUntil),
  ]);
  return new Map(
    rows.map(({ id, subscribes }) => {
      const history = histories.get(id) ?? [];
      const facts = history.map((row) => ({ id: row.id, hash: hashed(row) }));
      return [id, { subscribes: categoriesOf(subscribes), history, facts }];
    }),
  );
};

/** A use as the law reads it. */
export const useOf = (asked: UseAskedFor): Use => ({ ...asked, cpni: classesMask(asked.cpni) });

/** The history as the law reads it while the refusals by some channels are lost. */
export const historyNow = (history: readonly PermissionEvent[], { lost, zone }: Ground): Events =>
  whileLost(eventsOf(history, zone), loneNotices(history), lost);
