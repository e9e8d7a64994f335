import type { Connections } from '../db/connect.ts';
import { systemAsks, transact } from '../db/context.ts';
import { integrateOnce } from './integrate-once.ts';

/** Grows and signs one carrier's tree until nothing that has settled is missing. Returns how many entries were added. */
export const integrateCarrier = async (connections: Connections, carrierId: string): Promise<number> => {
  let total = 0;
  for (;;) {
    const added = await transact(connections, systemAsks(carrierId, 'ledger', Date.now()), integrateOnce);
    total += added;
    if (added === 0) return total;
  }
};

/** Grows and signs the trees of all carriers. */
export const integrateAll = async (connections: Connections): Promise<void> => {
  const carriers = await connections.platform.selectFrom('carrier').select('id').orderBy('id').execute();
  for (const { id } of carriers) await integrateCarrier(connections, id);
};
