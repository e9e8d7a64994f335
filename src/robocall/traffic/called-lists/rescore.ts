import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { dayNumber, zoneOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { later } from '../../../db/later.ts';
import { dateOfDay, HOUR, MINUTE } from '../../../kernel/time.ts';
import { callsOn, mostDays } from '../days/due.ts';
import type { calledListRow } from './record.ts';
import { answersHold, pathOf } from './which.ts';

type List = Pick<z.output<typeof calledListRow>, 'kind' | 'publishedOn' | 'areaCodes'>;

/** The last day (since 1970) before newer files of the registry have each area code of this one; null where they never do. */
const replacedAfter = async (ctx: Ctx, { publishedOn, areaCodes }: List): Promise<number | null> => {
  const newer = await ctx.tx
    .selectFrom('calledList')
    .select(['id', 'areaCodes', 'publishedOn'])
    .where('kind', '=', 'do-not-call')
    .where('goneAt', 'is', null)
    .where('publishedOn', '>', publishedOn)
    .orderBy('publishedOn')
    .execute();
  const left = new Set(areaCodes);
  for (const one of newer) {
    if (!existsSync(pathOf(ctx, one.id))) continue;
    for (const code of one.areaCodes) left.delete(code);
    if (left.size === 0) return dayNumber(one.publishedOn) - 1;
  }
  return null;
};

/** From which day to which (since 1970) a list is joined with calls; null as the end where nothing ends it. */
const daysOf = async (ctx: Ctx, list: List): Promise<readonly [number, number | null]> => {
  const day = dayNumber(list.publishedOn);
  return list.kind === 'reassigned' ? [day - answersHold, day + answersHold] : [day, await replacedAfter(ctx, list)];
};

/**
 * Has the days scored again of which a list speaks that came or was taken away, as far back as days are scored at all. Lists that come
 * within an hour are one scoring of a day; a day of which calls were purged meanwhile keeps the score that it had with them.
 */
export const rescoreFor = async (ctx: Ctx, list: List): Promise<void> => {
  const today = zoneOf(ctx).dayOf(ctx.at);
  const [first, last] = await daysOf(ctx, list);
  const scored = await ctx.tx
    .selectFrom('trafficScoring')
    .select(['day', 'calls'])
    .where('day', '>=', dateOfDay(Math.max(first, today - mostDays)))
    .where('day', '<=', dateOfDay(Math.min(last ?? today, today)))
    .where('attempts', '>', 0)
    .execute();
  // only after the hour, and what was being kept as it ended: a list that comes while a day is counted gets a scoring of its own
  const hour = Math.floor(ctx.at / HOUR) + 1;
  for (const { day, calls } of scored)
    if ((await callsOn(ctx, dayNumber(day))) >= calls)
      await later(ctx, {
        does: 'traffic.scoreDay',
        input: { day },
        from: hour * HOUR + 5 * MINUTE,
        key: `${day} lists ${hour}`,
      });
};
