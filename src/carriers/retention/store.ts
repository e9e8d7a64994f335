import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { dayOfCivil } from '../../law/calendar.ts';
import { goesFrom } from '../../law/retention.ts';
import { dateAt, dayNumber, startOf } from '../promises/local-time.ts';
import { monthsKept, type RetentionClass } from './class.ts';

/** A record whose time is over, with the day from which it counted. */
export type Ripe = { readonly recordId: string; readonly endedOn: string };

/** The first year whose certification is still to be filed: nothing of it or later goes. */
const uncertifiedYear = async (ctx: Ctx): Promise<number> => {
  const { rows } = await sql<{ year: number }>`select uncertified_year(${ctx.carrier.id}::uuid) as year`.execute(
    ctx.tx,
  );
  return rows[0]?.year ?? 0;
};

/**
 * What may go today of a class, the oldest first: ended, kept its time, covered by a filed certification and by no hold. The database
 * weighs each of them again before anything goes. `from_at` lies no later than the end and is indexed: what cannot be due is not read.
 */
const ripeOf = async (ctx: Ctx, kept: RetentionClass) => {
  const months = await monthsKept(ctx, kept);
  const year = await uncertifiedYear(ctx);
  const today = dateAt(ctx, ctx.at);
  const newest = Math.min(goesFrom(dayNumber(today), -months), dayOfCivil(year, 1, 1) - 1);
  return sql`
    from ${sql.table(`retention_${kept.id}`)} v
    where v.from_at < ${startOf(ctx, dateOfDay(newest + 1))}
      and goes_from(v.ended_on, ${months}::integer) <= ${today}::date and extract(year from v.ended_on) < ${year}
      -- one look into the key a record; as a join it might read all that ever went
      and (select 1 from purged_record p where p.class = ${kept.id} and p.record_id = v.record_id) is null
      and not is_held(${ctx.carrier.id}::uuid, ${kept.id}, v.began_on, v.ended_on, v.customer_id)`;
};

/** The question which records of a class may go today, the oldest first. */
export const ripeQuery = async (ctx: Ctx, kept: RetentionClass, limit: number) => sql<Ripe>`
  select v.record_id as "recordId", v.ended_on as "endedOn" ${await ripeOf(ctx, kept)}
  order by v.ended_on, v.record_id limit ${limit}`;

/** The oldest records of a class that may go today. */
export const ripeRecords = async (ctx: Ctx, kept: RetentionClass, limit: number): Promise<readonly Ripe[]> =>
  (await (await ripeQuery(ctx, kept, limit)).execute(ctx.tx)).rows;

/** How many records of a class may go today. */
export const countRipe = async (ctx: Ctx, kept: RetentionClass): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n ${await ripeOf(ctx, kept)}`.execute(ctx.tx);
  return rows[0]?.n ?? 0;
};

/** A purge, held until the transaction ends. */
export const heldPurge = async (ctx: Ctx, purgeId: string) =>
  found(await ctx.tx.selectFrom('purge').selectAll().where('id', '=', purgeId).forUpdate().executeTakeFirst(), 'purge');
