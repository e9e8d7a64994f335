import type { Ctx } from '../db/context.ts';
import type { ReadHashes } from './proof.ts';

/** Reads the stored hashes of this carrier's tree: leaves at level 0, complete subtrees above. */
export const hashReader =
  (ctx: Ctx): ReadHashes =>
  async (level, from, count) => {
    if (level === 0) {
      const leaves = await ctx.tx
        .selectFrom('ledgerLeaf')
        .select('leaf as hash')
        .where('index', '>=', from)
        .where('index', '<', from + count)
        .orderBy('index')
        .execute();
      return leaves.map((row) => row.hash);
    }
    const nodes = await ctx.tx
      .selectFrom('ledgerNode')
      .select('hash')
      .where('level', '=', level)
      .where('index', '>=', from)
      .where('index', '<', from + count)
      .orderBy('index')
      .execute();
    return nodes.map((row) => row.hash);
  };
