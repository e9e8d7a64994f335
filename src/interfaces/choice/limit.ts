import { createHash, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';
import { networkOf } from '../../kernel/network.ts';

const hour = 3_600_000;

/**
 * What is limited: unknown codes, complaints, failed sign-ins and wishes for a new password from one address; of one code the noes, and apart from
 * them whatever needs the customer himself. Each in an hour of the clock.
 */
export const limits = { unknown: 60, press: 30, prove: 30, complaint: 10, signIn: 60, newPassword: 5 } as const;

const ofCode: readonly (keyof typeof limits)[] = ['press', 'prove'];

/** The key under which requests are counted; addresses and codes stand there as hashes, and for two hours at most. */
export const keyOf = (what: keyof typeof limits, asker: string): Buffer =>
  createHash('sha256')
    .update(`${what}:${ofCode.includes(what) ? asker : (networkOf(asker) ?? asker)}`)
    .digest();

/** Counts one request of the key and says whether it is within the limit. One count for all processes. */
export const within = async (platform: Db, what: keyof typeof limits, asker: string, now: number): Promise<boolean> => {
  const windowAt = now - (now % hour);
  const { rows } = await sql<{ requests: number }>`
    insert into request_count as c (key, window_at, requests) values (${keyOf(what, asker)}, ${windowAt}, 1)
    on conflict (key, window_at) do update set requests = c.requests + 1 returning requests`.execute(platform);
  const requests = rows[0]?.requests ?? 1;
  // old counts are swept now and then, not at each request: the table is read whole for it
  if (randomInt(500) === 0)
    await platform
      .deleteFrom('requestCount')
      .where('windowAt', '<', windowAt - hour)
      .execute();
  return requests <= limits[what];
};

/** Takes back one request that was counted at that instant. */
export const giveBack = async (
  platform: Db,
  what: keyof typeof limits,
  asker: string,
  countedAt: number,
): Promise<void> => {
  const [key, windowAt] = [keyOf(what, asker), countedAt - (countedAt % hour)];
  const { numUpdatedRows } = await platform
    .updateTable('requestCount')
    .set((eb) => ({ requests: eb('requests', '-', 1) }))
    .where('key', '=', key)
    .where('windowAt', '=', windowAt)
    .where('requests', '>', 1)
    .executeTakeFirst();
  // no count stands at nothing
  if (numUpdatedRows === 0n)
    await platform
      .deleteFrom('requestCount')
      .where('key', '=', key)
      .where('windowAt', '=', windowAt)
      .where('requests', '=', 1)
      .execute();
};
