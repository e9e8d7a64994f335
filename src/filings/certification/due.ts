import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { promisedConcepts } from '../../carriers/promises/in-force.ts';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { clock } from '../../law/clocks/clocks.ts';

/** When the certification of a covered year is due, and by what the carrier promised, as day numbers and dates. */
export const dueOf = async (ctx: Ctx, year: number) => {
  const promise = (await promisedConcepts(ctx, ctx.at)).includes('P57') ? ({ before: true } as const) : null;
  const closures = await closuresOf(ctx);
  const { due, promisedDue } = clock('annual-certification', { year: year + 1, promise, closures });
  if (due === null) throw new Error('years before 2007 are refused when a filing is opened');
  return {
    day: due,
    dueOn: dateOfDay(due),
    promisedOn: promisedDue === null ? null : dateOfDay(promisedDue),
  };
};
