import type { Ctx } from '../../../db/context.ts';
import { DAY, dateOfDay, zone } from '../../../kernel/time.ts';

/** How far back a day is scored when its calls come late. */
const daysBack = 7;

/** Calls on record of the parts that reach into a day of the carrier's zone. */
export const callsOn = async (ctx: Ctx, day: number): Promise<number> => {
  const inZone = zone(ctx.carrier.zone);
  if (inZone === null) throw new Error(`the zone ${ctx.carrier.zone} is unknown here`);
  const row = await ctx.tx
    .selectFrom('callPart')
    .select(({ fn }) => fn.sum<string | null>('calls').as('calls'))
    .where('firstAt', '<', inZone.startOf(day + 1))
    .where('lastAt', '>=', inZone.startOf(day))
    .executeTakeFirstOrThrow();
  return Number(row.calls ?? 0);
};

/** Days that are over, whose calls are on record and were not all scored: the oldest first. */
export const daysDue = async (ctx: Ctx): Promise<readonly number[]> => {
  const inZone = zone(ctx.carrier.zone);
  if (inZone === null) throw new Error(`the zone ${ctx.carrier.zone} is unknown here`);
  const today = inZone.dayOf(ctx.at);
  const scored = await ctx.tx
    .selectFrom('trafficScoring')
    .select(['day', 'calls'])
    .where('day', '>=', dateOfDay(today - daysBack))
    .execute();
  const known = new Map(scored.map(({ day, calls }) => [Date.parse(day) / DAY, Number(calls)]));
  const due: number[] = [];
  for (let day = today - daysBack; day < today; day += 1) {
    const calls = await callsOn(ctx, day);
    if (calls > 0 && calls !== known.get(day)) due.push(day);
  }
  return due;
};
