import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import type { RetentionClass } from './class.ts';

/** Records of a class that went before its floor: none, unless somebody changed the database by hand. */
export const purgedTooEarly = async (ctx: Ctx, { id, months }: RetentionClass): Promise<readonly { id: string }[]> => {
  const { rows } = await sql<{ id: string }>`
    select record_id as id from purged_record where class = ${id} and goes_from(ended_on, ${months}::integer) > purged_on
    order by purged_on, record_id limit 1000`.execute(ctx.tx);
  return rows;
};
