import type { z } from 'zod';
import type { Connections } from '../db/connect.ts';
import { type Asking, atCarrier, type Tx, transact, transactPlatform } from '../db/context.ts';
import { record } from '../ledger/record.ts';
import type { carrierRow } from './record.ts';

export type NewCarrier = Omit<z.output<typeof carrierRow>, 'id' | 'createdAt' | 'formerNames'>;

/** Founds a carrier with an empty ledger. The asker's carrierId becomes its id; only the local operator and the demo do this. */
export const foundCarrier = async (
  connections: Connections,
  tx: Tx,
  asking: Asking,
  carrier: NewCarrier,
): Promise<string> => {
  const { carrierId } = asking;
  const createdAt = carrier.clock ?? asking.at;
  await tx
    .insertInto('carrier')
    .values({ ...carrier, id: carrierId, formerNames: [], createdAt })
    .execute();
  await atCarrier(connections, tx, asking, async (ctx) => {
    await ctx.tx
      .insertInto('ledgerState')
      .values({ size: 0, frontier: [], lastTx: '0', lastN: 0, integratedAt: null })
      .execute();
    await record(ctx, {
      kind: 'carrier.created',
      subject: `carrier:${carrierId}`,
      happenedAt: ctx.at,
      facts: { name: carrier.name, kind: carrier.kind, zone: carrier.zone },
    });
  });
  return carrierId;
};

/** The same, in a transaction of its own. */
export const createCarrier = (connections: Connections, asking: Asking, carrier: NewCarrier): Promise<string> =>
  transactPlatform(connections, (tx) => foundCarrier(connections, tx, asking, carrier));

/** Moves a demo carrier's clock to an instant (epoch ms). The database refuses it for every other carrier. */
export const moveClock = async (connections: Connections, asking: Asking, clock: number): Promise<void> => {
  await transact(connections, asking, (ctx) => ctx.tx.updateTable('carrier').set({ clock }).execute());
};
