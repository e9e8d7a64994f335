import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Address, type Connections, connect } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded/start.ts';
import { migrate } from '../db/migrate.ts';

export type Opened = {
  readonly address: Address;
  readonly connections: Connections;
  /** How the database came up, in a word or two. */
  readonly how: string;
  /** Closes connections; the embedded server stops unless another process uses it, whoever of the two started it. */
  close(): Promise<void>;
};

/** Where everything of this installation lies. */
export const dataFolder = (): string => resolve(process.env.COMPLINE_DATA ?? './var');

const database = async (folder: string): Promise<{ address: Address; how: string; stop: Opened['close'] }> => {
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== '') return { address: { url }, how: 'DATABASE_URL', stop: async () => {} };
  const embedded = await startEmbedded(folder);
  return {
    address: { socket: embedded.host, port: embedded.port, database: 'compline' },
    how: `embedded, ${embedded.how}`,
    stop: async () => {
      await embedded.leave();
    },
  };
};

/** Brings up the database of this installation, migrated, and connects. */
export const open = async (poolSize: number): Promise<Opened> => {
  const folder = dataFolder();
  mkdirSync(folder, { recursive: true });
  const { address, how, stop } = await database(folder);
  await migrate(address);
  const connections = connect(address, poolSize, folder);
  const close: Opened['close'] = async () => {
    await connections.close();
    await stop();
  };
  return { address, connections, how, close };
};
