import { sql } from 'kysely';
import type { Db } from '../../db/connect.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The carrier whose web source for complaints this is, or null; whether it is watched today the operations say. */
export const carrierOfForm = async (platform: Db, sourceId: string): Promise<string | null> => {
  if (!uuid.test(sourceId)) return null;
  const { rows } = await sql<{ carrierId: string }>`
    select carrier_id as "carrierId" from intake_source
    where id = ${sourceId} and kind = 'web' and 'complaints' = any (feeds)`.execute(platform);
  return rows[0]?.carrierId ?? null;
};

/** The only form of this installation, or null: which carriers share an installation is nobody's business. */
export const onlyForm = async (platform: Db): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`
    select id from intake_source where kind = 'web' and 'complaints' = any (feeds) and until_day is null limit 2`.execute(
    platform,
  );
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
};
