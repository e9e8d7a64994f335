import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import { dateAt } from '../promises/local-time.ts';
import { monthsKept, type RetentionClass } from './class.ts';

/** A record whose time is over, with the day from which it counted. */
export type Ripe = { readonly recordId: string; readonly endedOn: string };

/**
 * What may go today of a class, the oldest first: ended, kept its time, covered by a filed certification and by no hold. The database
 * weighs each of them again before anything goes.
 */
const ripeOf = async (ctx: Ctx, kept: RetentionClass) => {
  const months = await monthsKept(ctx, kept);
  return sql`
    from ${sql.table(`retention_${kept.id}`)} v
    where goes_from(v.ended_on, ${months}::integer) <= ${dateAt(ctx, ctx.at)}::date
      and extract(year from v.ended_on) < uncertified_year(${ctx.carrier.id}::uuid)
      and not exists (select from purged_record p where p.class = ${kept.id} and p.record_id = v.record_id)
      and not is_held(${ctx.carrier.id}::uuid, ${kept.id}, v.began_on, v.ended_on, v.customer_id)`;
};

/** The oldest records of a class that may go today. */
export const ripeRecords = async (ctx: Ctx, kept: RetentionClass, limit: number): Promise<readonly Ripe[]> => {
  const { rows } = await sql<Ripe>`
    select v.record_id as "recordId", v.ended_on as "endedOn" ${await ripeOf(ctx, kept)}
    order by v.ended_on, v.record_id limit ${limit}`.execute(ctx.tx);
  return rows;
};

/** How many records of a class may go today. */
export const countRipe = async (ctx: Ctx, kept: RetentionClass): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n ${await ripeOf(ctx, kept)}`.execute(ctx.tx);
  return rows[0]?.n ?? 0;
};

/** A purge, held until the transaction ends. */
export const heldPurge = async (ctx: Ctx, purgeId: string) =>
  found(await ctx.tx.selectFrom('purge').selectAll().where('id', '=', purgeId).forUpdate().executeTakeFirst(), 'purge');
