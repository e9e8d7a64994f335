import { sql } from 'kysely';
import type { Ctx } from '../db/context.ts';
import { appendLeaf, type Frontier } from './merkle.ts';

const batch = 10_000;
const kept = new Set([8, 16, 24]);

type Waiting = { readonly id: string; readonly leaf: Buffer; readonly tx: string; readonly n: number };

/**
 * Entries that no running transaction can precede any more, in their final order. Everything below the snapshot's horizon
 * has ended, so what is not seen now was rolled back.
 */
const settled = async (ctx: Ctx, after: { lastTx: string; lastN: number }): Promise<Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select e.id, e.leaf, e.tx::text as tx, e.n from ledger_entry e
    where (e.tx, e.n) > (${after.lastTx}::xid8, ${after.lastN}::bigint) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
    order by e.tx, e.n limit ${batch}`.execute(ctx.tx);
  return rows;
};

const insertLeaves = async (ctx: Ctx, first: number, rows: readonly Waiting[]): Promise<void> => {
  await sql`
    insert into ledger_leaf (index, entry_id, leaf)
    select ${first}::bigint + (row - 1), entry_id, leaf
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.leaf)}::bytea[])
      with ordinality as given (entry_id, leaf, row)`.execute(ctx.tx);
};

/** Grows the carrier's tree by the entries that have settled, at most ten thousand. Returns how many, and the frontier. */
export const integrate = async (ctx: Ctx): Promise<{ added: number; frontier: Frontier }> => {
  // one integrator a carrier at a time, whichever process it runs in
  const state = await ctx.tx
    .selectFrom('ledgerState')
    .select(['size', 'frontier', sql<string>`last_tx::text`.as('lastTx'), 'lastN'])
    .forUpdate()
    .executeTakeFirst();
  // a carrier that is being founded has no tree yet
  if (state === undefined) return { added: 0, frontier: { size: 0, hashes: [] } };
  const frontier: Frontier = { size: state.size, hashes: [...state.frontier] };
  const rows = await settled(ctx, state);
  const last = rows.at(-1);
  if (last === undefined) return { added: 0, frontier };
  const nodes: { level: number; index: number; hash: Buffer }[] = [];
  for (const row of rows) {
    appendLeaf(frontier, row.leaf, (level, index, root) => {
      if (kept.has(level)) nodes.push({ level, index, hash: Buffer.from(root) });
    });
  }
  await insertLeaves(ctx, state.size, rows);
  if (nodes.length > 0) await ctx.tx.insertInto('ledgerNode').values(nodes).execute();
  await ctx.tx
    .updateTable('ledgerState')
    .set({
      size: frontier.size,
      frontier: frontier.hashes.map((hash) => Buffer.from(hash)),
      lastTx: last.tx,
      lastN: last.n,
      integratedAt: ctx.at,
    })
    .execute();
  return { added: rows.length, frontier };
};
