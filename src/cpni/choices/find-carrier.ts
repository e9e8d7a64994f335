import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

/**
 * The carrier whose notice carried the code with this hash, while the code answers (now: epoch ms; a demo carrier lives by its own
 * clock); null alike for a code that never was and one that expired.
 */
export const carrierOfCode = async (platform: Db, codeHash: Buffer, now: number): Promise<string | null> => {
  const { rows } = await sql<{ carrierId: string }>`
    select k.carrier_id as "carrierId" from choice_code k join carrier c on c.id = k.carrier_id
    where k.code_hash = ${codeHash} and k.expires_at > coalesce(c.clock, ${now})`.execute(platform);
  return rows[0]?.carrierId ?? null;
};

/** The carrier that gave a receipt, or null. */
export const carrierOfReceipt = async (platform: Db, number: string): Promise<string | null> => {
  const row = await platform
    .selectFrom('choiceReceipt')
    .select('carrierId')
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.carrierId ?? null;
};
