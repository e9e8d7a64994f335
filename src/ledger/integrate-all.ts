import type { Connections } from '../db/connect.ts';
import { type Ctx, systemAsks, transact } from '../db/context.ts';
import { signCheckpoint } from './checkpoint.ts';
import { integrate } from './integrate.ts';
import { ledgerKeyOf } from './key-of.ts';
import type { LedgerKey } from './keys.ts';
import { rootOf } from './merkle.ts';

const signed = async (ctx: Ctx, key: LedgerKey): Promise<number> => {
  const { added, frontier } = await integrate(ctx);
  if (added === 0) return 0;
  const note = signCheckpoint(frontier, key.signing);
  const root = Buffer.from(rootOf(frontier));
  await ctx.tx.insertInto('checkpoint').values({ size: frontier.size, note, root, signedAt: ctx.at }).execute();
  return added;
};

/** Grows and signs one carrier's tree until nothing has settled that is not in it. Returns how many entries were added. */
export const integrateCarrier = async (
  connections: Connections,
  dataFolder: string,
  carrierId: string,
): Promise<number> => {
  const key = await ledgerKeyOf(dataFolder, carrierId, Date.now());
  let total = 0;
  for (;;) {
    const added = await transact(connections.app, systemAsks(carrierId, 'ledger', Date.now()), (ctx) =>
      signed(ctx, key),
    );
    total += added;
    if (added === 0) return total;
  }
};

/** Grows and signs the trees of all carriers that have entries waiting. */
export const integrateAll = async (connections: Connections, dataFolder: string): Promise<void> => {
  const carriers = await connections.platform.selectFrom('carrier').select('id').orderBy('id').execute();
  for (const { id } of carriers) await integrateCarrier(connections, dataFolder, id);
};
