import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';

/** The day number by which somebody says what was found: the day after it came in. A time of our own; the rule says reasonable steps. */
export const foundBy = (ctx: Ctx, openedAt: number): number => dayNumber(dateAt(ctx, openedAt)) + 1;

/** Investigations of which nothing is on record yet. */
export const investigationDues: DueSource = async (ctx) => {
  const rows = await ctx.tx
    .selectFrom('investigation')
    .select(['id', 'openedAt'])
    .where('foundAt', 'is', null)
    .orderBy('openedAt')
    .limit(1000)
    .execute();
  return rows.map(({ id, openedAt }): Due => {
    const day = foundBy(ctx, openedAt);
    return {
      key: `investigation:${id}`,
      what: 'Look into the calls and record what was found',
      subject: `investigation:${id}`,
      cite: '47 CFR 64.6305(a)(2)',
      bound: 'by',
      day,
      promisedDay: null,
      steps: [
        { day: day - 1, counted: false, why: 'the day on which it came in' },
        {
          day,
          counted: true,
          why: 'a prompt investigation says what it found by the next day: our own time, the rule names none',
        },
      ],
      roles: ['network', 'compliance'],
    };
  });
};
