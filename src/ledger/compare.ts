import type { Connections } from '../db/connect.ts';
import { type Ctx, systemAsks, transact } from '../db/context.ts';
import { appendLeaf, emptyFrontier, keepNoSubtrees, leafHash, rootOf } from './merkle.ts';

/** Whether a carrier's entries still make the tree that was signed. */
export type Tree = { readonly carrier: string; readonly size: number; readonly good: boolean; readonly why: string };

const batch = 5000;

const part = (ctx: Ctx, index: number) =>
  ctx.tx
    .selectFrom('ledgerLeaf')
    .leftJoin('ledgerEntry', 'ledgerEntry.id', 'ledgerLeaf.entryId')
    .select(['ledgerLeaf.index', 'ledgerLeaf.leaf', 'ledgerEntry.body'])
    .where('ledgerLeaf.index', '>=', index)
    .where('ledgerLeaf.index', '<', index + batch)
    .orderBy('ledgerLeaf.index')
    .execute();

const compare = async (connections: Connections, carrierId: string, carrier: string): Promise<Tree> => {
  const asking = systemAsks(carrierId, 'ledger', Date.now());
  const last = await transact(connections, asking, (ctx) =>
    ctx.tx.selectFrom('checkpoint').select(['size', 'root']).orderBy('size', 'desc').limit(1).executeTakeFirst(),
  );
  const size = last?.size ?? 0;
  const frontier = emptyFrontier();
  const fault = (why: string): Tree => ({ carrier, size, good: false, why });
  for (let index = 0; index < size; index += batch) {
    for (const row of await transact(connections, asking, (ctx) => part(ctx, index))) {
      if (row.index !== frontier.size) return fault(`entry ${frontier.size} is missing`);
      const leaf = leafHash(Buffer.from(row.body ?? ''));
      if (!leaf.equals(row.leaf)) return fault(`entry ${row.index} is not what its leaf says`);
      if (frontier.size < size) appendLeaf(frontier, leaf, keepNoSubtrees);
    }
  }
  if (frontier.size !== size) return fault(`${size - frontier.size} entries are missing`);
  if (last !== undefined && !last.root.equals(rootOf(frontier))) return fault('the root is not the signed one');
  return { carrier, size, good: true, why: '' };
};

/** Recomputes every carrier's tree from its entries and compares it with the last signed checkpoint. */
export const compareTrees = async (connections: Connections): Promise<readonly Tree[]> => {
  const carriers = await connections.platform.selectFrom('carrier').select(['id', 'name']).orderBy('id').execute();
  const trees: Tree[] = [];
  for (const { id, name } of carriers) trees.push(await compare(connections, id, name));
  return trees;
};
