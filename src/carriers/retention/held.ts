import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';

/** Waits for a hold that is being placed just now, or has it wait: what it covers does not go meanwhile. */
export const steadyHolds = async (ctx: Ctx): Promise<void> => {
  await sql`select lock_retention(${ctx.carrier.id}::uuid)`.execute(ctx.tx);
};

/**
 * Whether a legal hold over everything covers a version that was in force from one instant to another (epoch ms) and that is of no class:
 * replaced, it would go by itself.
 */
export const heldVersion = (ctx: Ctx, from: RawBuilder<unknown>, until: RawBuilder<unknown>): RawBuilder<boolean> => {
  const { id, zone } = ctx.carrier;
  return sql<boolean>`is_held(${id}::uuid, '', legal_day(${from}, ${zone}), legal_day(${until}, ${zone}), null)`;
};
