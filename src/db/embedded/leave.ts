import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './codes.ts';
import type { Postmaster } from './postmaster.ts';
import { stopEmbedded } from './stop.ts';
import { ownersClient } from './wait-ready.ts';

// a session that was just closed is still counted for some milliseconds
const patience = 1_000;

const isUsed = async (postmaster: Postmaster): Promise<boolean> => {
  const client = ownersClient(postmaster);
  try {
    await client.connect();
    const others = await client.query(
      "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1",
    );
    return others.rowCount !== 0;
  } catch (error) {
    // somebody else stopped it already
    if (['ENOENT', 'ECONNREFUSED', '57P01', '57P03'].includes(codeOf(error))) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
};

/** Stops the server when no other session is open on it; close your own connections first. */
export const leaveEmbedded = async (postmaster: Postmaster, folder: string): Promise<'stopped' | 'still used'> => {
  const until = Date.now() + patience;
  while (await isUsed(postmaster)) {
    if (Date.now() > until) return 'still used';
    await sleep(20);
  }
  await stopEmbedded(folder);
  return 'stopped';
};
