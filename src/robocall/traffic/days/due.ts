import { sql } from 'kysely';
import { dayNumber, zoneOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { dateOfDay } from '../../../kernel/time.ts';

/** How far back a day is scored when its calls come late, and looked at by the control: nobody looks at more days than a plan's year has. */
export const mostDays = 400;

/** Calls on record of the parts that reach into a day of the carrier's zone: their number tells whether more have come. */
export const callsOn = async (ctx: Ctx, day: number): Promise<number> => {
  const inZone = zoneOf(ctx);
  const row = await ctx.tx
    .selectFrom('callPart')
    .select(({ fn }) => fn.sum<string | null>('calls').as('calls'))
    .where('firstAt', '<', inZone.startOf(day + 1))
    .where('lastAt', '>=', inZone.startOf(day))
    .executeTakeFirstOrThrow();
  return Number(row.calls ?? 0);
};

type Spanned = { readonly firstAt: number; readonly lastAt: number };

/** Makes parts anew (`change`), and keeps how many calls of their days were scored in step: what was not scored before is not scored after. */
export const restated = async (ctx: Ctx, parts: readonly Spanned[], change: () => Promise<void>): Promise<void> => {
  const inZone = zoneOf(ctx);
  const days = new Map<number, number>();
  for (const { firstAt, lastAt } of parts)
    for (let day = inZone.dayOf(firstAt); day <= inZone.dayOf(lastAt); day += 1) days.set(day, 0);
  for (const day of days.keys()) days.set(day, await callsOn(ctx, day));
  await change();
  for (const [day, before] of days) {
    const more = (await callsOn(ctx, day)) - before;
    if (more === 0) continue;
    await ctx.tx
      .updateTable('trafficScoring')
      .set((eb) => ({ calls: sql`greatest(0, ${eb.ref('calls')} + ${more})` }))
      .where('day', '=', dateOfDay(day))
      .execute();
  }
};

/** A day (since 1970, of the carrier's zone) that has calls which nobody scored, and the instant (epoch ms) from which one could. */
export type Unscored = { readonly day: number; readonly since: number };

type Came = { readonly at: number; readonly calls: number };

/** Days from one to another of which more calls are on record than were scored, and how many were. */
const daysBehind = async (ctx: Ctx, first: number, last: number): Promise<ReadonlyMap<number, number>> => {
  const inZone = zoneOf(ctx);
  const { rows } = await sql<{ day: string; scored: number }>`
    select to_char(came.day, 'YYYY-MM-DD') as day, coalesce(s.calls, 0)::float8 as scored from (
      select d.day::date as day, sum(p.calls) as calls
      from call_part p cross join lateral generate_series(
        greatest(legal_day(p.first_at, ${ctx.carrier.zone}), ${dateOfDay(first)}::date),
        least(legal_day(p.last_at, ${ctx.carrier.zone}), ${dateOfDay(last)}::date), interval '1 day') as d(day)
      where p.first_at < ${inZone.startOf(last + 1)} and p.last_at >= ${inZone.startOf(first)} group by 1) came
    left join traffic_scoring s on s.day = came.day
    where came.calls > coalesce(s.calls, 0) order by 1`.execute(ctx.tx);
  return new Map(rows.map(({ day, scored }) => [dayNumber(day), scored]));
};

/** What came for a day, in the order in which it came. */
const cameOn = (ctx: Ctx, day: number): Promise<readonly Came[]> => {
  const inZone = zoneOf(ctx);
  return ctx.tx
    .selectFrom('callPart as part')
    .innerJoin('callFile as file', 'file.id', 'part.fileId')
    .select(['part.calls', 'file.takenAt as at'])
    .where('part.firstAt', '<', inZone.startOf(day + 1))
    .where('part.lastAt', '>=', inZone.startOf(day))
    .orderBy('file.takenAt')
    .execute();
};

/** When the first calls came that are more than were scored; null where all were. */
const moreThan = (scored: number, came: readonly Came[]): number | null => {
  let calls = 0;
  for (const one of came) {
    calls += one.calls;
    if (calls > scored) return one.at;
  }
  return null;
};

/** Days from one to another that are over and not scored with all their calls on record, the oldest first. */
export const unscoredDays = async (ctx: Ctx, first: number, last: number): Promise<readonly Unscored[]> => {
  const inZone = zoneOf(ctx);
  const until = Math.min(last, inZone.dayOf(ctx.at) - 1);
  if (until < first) return [];
  const unscored: Unscored[] = [];
  // of the days that are scored no part is read: there may be four hundred, with a part an hour and switch
  for (const [day, scored] of await daysBehind(ctx, first, until)) {
    const at = moreThan(scored, await cameOn(ctx, day));
    if (at !== null) unscored.push({ day, since: Math.max(at, inZone.startOf(day + 1)) });
  }
  return unscored;
};
