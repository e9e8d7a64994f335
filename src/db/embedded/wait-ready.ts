import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { refuse } from '../../kernel/problem.ts';
import { codeOf } from './codes.ts';
import { holderOf, type Postmaster } from './postmaster.ts';
import { checkSocketFolder } from './socket-folder.ts';

// replay of one gigabyte of log after a crash, on a slow disk
const recovery = 600_000;
const silence = 60_000;

/** A connection as the owner, to the database that always exists. */
export const ownersClient = (postmaster: Postmaster): pg.Client => {
  const { socketFolder: host, port } = postmaster;
  const client = new pg.Client({
    ...{ host, port, user: 'compline_owner', database: 'postgres' },
    connectionTimeoutMillis: 5_000,
  });
  // a server that stops meanwhile must not end this process
  client.on('error', () => {});
  return client;
};

/** Does the server take connections? False while it starts, recovers or stops. */
export const answers = async (postmaster: Postmaster, cluster: string): Promise<boolean> => {
  if (postmaster.status !== 'ready') return false;
  const client = ownersClient(postmaster);
  try {
    checkSocketFolder(postmaster.socketFolder, cluster);
    await client.connect();
    return true;
  } catch (error) {
    // full up, but well
    if (codeOf(error) === '53300') return true;
    if (['57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(codeOf(error))) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
};

/** The server that holds this data once it answers, or null when none runs (any more). Refuses one that stays silent. */
export const waitReady = async (cluster: string): Promise<Postmaster | null> => {
  const began = Date.now();
  for (;;) {
    const holder = holderOf(cluster);
    if (holder.kind !== 'living') return null;
    const { postmaster } = holder;
    if (await answers(postmaster, cluster)) return postmaster;
    if (Date.now() - began > (postmaster.status === 'ready' ? silence : recovery))
      refuse(
        'unavailable',
        `PostgreSQL (process ${postmaster.pid}) holds ${cluster} but does not answer in ${postmaster.socketFolder}.`,
        `Run 'compline db stop' and start again.`,
      );
    await sleep(10);
  }
};
