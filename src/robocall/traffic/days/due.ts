import { zoneOf } from '../../../carriers/promises/local-time.ts';
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

/** A day (since 1970, of the carrier's zone) that has calls which nobody scored, and the instant (epoch ms) from which one could. */
export type Unscored = { readonly day: number; readonly since: number };

type Came = { readonly at: number; readonly calls: number };

/** What came for each day from one to another, in the order in which it came. */
const cameOn = async (ctx: Ctx, first: number, last: number): Promise<ReadonlyMap<number, readonly Came[]>> => {
  const inZone = zoneOf(ctx);
  const parts = await ctx.tx
    .selectFrom('callPart as part')
    .innerJoin('callFile as file', 'file.id', 'part.fileId')
    .select(['part.firstAt', 'part.lastAt', 'part.calls', 'file.takenAt'])
    .where('part.firstAt', '<', inZone.startOf(last + 1))
    .where('part.lastAt', '>=', inZone.startOf(first))
    .orderBy('file.takenAt')
    .execute();
  const came = new Map<number, Came[]>();
  for (const { firstAt, lastAt, calls, takenAt: at } of parts)
    for (let day = Math.max(first, inZone.dayOf(firstAt)); day <= Math.min(last, inZone.dayOf(lastAt)); day += 1) {
      const kept = came.get(day);
      if (kept === undefined) came.set(day, [{ at, calls }]);
      else kept.push({ at, calls });
    }
  return came;
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
  const came = await cameOn(ctx, first, until);
  const rows = await ctx.tx
    .selectFrom('trafficScoring')
    .select(['day', 'calls'])
    .where('day', '>=', dateOfDay(first))
    .where('day', '<=', dateOfDay(until))
    .execute();
  const scored = new Map(rows.map(({ day, calls }) => [day, Number(calls)]));
  const unscored: Unscored[] = [];
  for (const [day, calls] of came) {
    const at = moreThan(scored.get(dateOfDay(day)) ?? 0, calls);
    if (at !== null) unscored.push({ day, since: Math.max(at, inZone.startOf(day + 1)) });
  }
  return unscored.toSorted((a, b) => a.day - b.day);
};
