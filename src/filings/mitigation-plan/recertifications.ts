import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { recertified } from '../../law/47cfr/64.6305.ts';
import type { Closures } from '../../law/calendar.ts';
import { clock } from '../../law/clocks/clocks.ts';
import type { Recertification } from '../../law/clocks/registration-recertification.ts';

/** The recertification of a year: its clock, the day it was filed, if it was, and whether the law takes it. Day numbers. */
export type YearlyRecertification = {
  readonly year: number;
  readonly answer: Recertification & { readonly due: number; readonly windowOpens: number };
  readonly filedOn: number | null;
  readonly inTime: boolean;
};

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** When the database takes the recertification of a year, and by when it is due; null before there was a rule. */
export const recertificationOf = (year: number, closures: Closures): YearlyRecertification['answer'] | null => {
  const { due, windowOpens, ...answer } = clock('registration-recertification', { year, closures });
  return due === null || windowOpens === null ? null : { ...answer, due, windowOpens };
};

/** Each year's recertification, from the year of the first entry (where its last day had not passed, doubt D-16) to the next. */
export const recertifications = async (ctx: Ctx, closures: Closures): Promise<readonly YearlyRecertification[]> => {
  const first = await ctx.tx.selectFrom('registration').select('enteredAt').where('version', '=', 1).executeTakeFirst();
  if (first === undefined) return [];
  const receipts = await ctx.tx
    .selectFrom('registrationReceipt')
    .select('filedOn')
    .where('kind', '=', 'recertification')
    .orderBy('filedOn')
    .execute();
  const entered = dateAt(ctx, first.enteredAt);
  const from = yearOf(entered);
  const years = Array.from({ length: yearOf(dateAt(ctx, ctx.at)) + 2 - from }, (_, i) => from + i);
  return years.flatMap((year): readonly YearlyRecertification[] => {
    const answer = recertificationOf(year, closures);
    if (answer === null || answer.due < dayNumber(entered)) return [];
    const { due, windowOpens } = answer;
    const receipt = receipts.find(({ filedOn }) => yearOf(filedOn) === year && dayNumber(filedOn) >= windowOpens);
    const filedOn = receipt === undefined ? null : dayNumber(receipt.filedOn);
    // a receipt of this kind is what an officer declared true and correct
    const declaration = filedOn === null ? 'none' : 'true-and-correct-under-penalty-of-perjury';
    return [
      { year, answer, filedOn, inTime: recertified.holds({ recertified: filedOn, windowOpens, due, declaration }) },
    ];
  });
};
