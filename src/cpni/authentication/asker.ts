import type { Ctx } from '../../db/context.ts';
import { limits } from './limits.ts';
import { type Counted, countWrong, lockedUntil } from './locks.ts';
import { suspect } from './pretexting.ts';
import { type Keyed, keysOf } from './store.ts';

/** The person or machine through whom a try comes, as its tries are counted. */
export const askerCounted = ({ actor }: Ctx, keyed: Keyed): Counted => ({
  subject: actor.kind === 'person' ? 'person' : 'machine',
  key: keyed(`${actor.kind}:${actor.id ?? actor.name}`),
  customerId: null,
  named: actor.name,
});

/** Counts a wrong try of whoever asks; beyond the measure he rests, and compliance looks into it. */
export const countAsker = async (ctx: Ctx, asker: Counted): Promise<void> => {
  const { wrong, rest } = limits[asker.subject];
  if ((await countWrong(ctx, asker, 1)) >= wrong) await suspect(ctx, asker, { reason: 'wrong-tries', rest });
};

/** The same of a try that was no secret: what a caller said of himself to one of the staff. */
export const countTryAtDesk = async (ctx: Ctx): Promise<void> => countAsker(ctx, askerCounted(ctx, await keysOf(ctx)));

/** Until when (epoch ms) whoever asks rests, or null. */
export const askerRestsUntil = async (ctx: Ctx): Promise<number | null> =>
  lockedUntil(ctx, [askerCounted(ctx, await keysOf(ctx))]);
