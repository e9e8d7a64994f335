import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { promisedConcepts } from '../../carriers/promises/in-force.ts';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import type { Closures } from '../../law/calendar.ts';
import { clock } from '../../law/clocks/clocks.ts';

/** The clock of a covered year's certification, by rule and by what the carrier promised. */
export const certificationClock = async (ctx: Ctx, closures: Closures) => {
  const promise = (await promisedConcepts(ctx, ctx.at)).includes('P57') ? ({ before: true } as const) : null;
  return (year: number) => clock('annual-certification', { year: year + 1, promise, closures });
};

/** When the certification of a covered year is due, and by what the carrier promised, as day numbers and dates. */
export const dueOf = async (ctx: Ctx, year: number) => {
  const { due, promisedDue } = (await certificationClock(ctx, await closuresOf(ctx)))(year);
  if (due === null) throw new Error('years before 2007 are refused when a filing is opened');
  return {
    day: due,
    dueOn: dateOfDay(due),
    promisedOn: promisedDue === null ? null : dateOfDay(promisedDue),
  };
};
