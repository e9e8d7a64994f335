import type { Ctx } from '../db/context.ts';
import { signCheckpoint } from './checkpoint.ts';
import { integrate } from './integrate.ts';
import { ledgerKeyOf } from './key-of.ts';
import { rootOf } from './merkle.ts';

/** Grows the carrier's tree by one batch and signs its head. Returns how many entries were added. */
export const integrateOnce = async (ctx: Ctx): Promise<number> => {
  const { added, frontier } = await integrate(ctx);
  if (added === 0) return 0;
  const key = await ledgerKeyOf(ctx.dataFolder, ctx.carrier.id, ctx.at);
  const note = signCheckpoint(frontier, key.signing);
  const root = Buffer.from(rootOf(frontier));
  await ctx.tx.insertInto('checkpoint').values({ size: frontier.size, note, root, signedAt: ctx.at }).execute();
  return added;
};
