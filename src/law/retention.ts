import { civilOfDay, dayOfCivil } from './calendar.ts';
import type { Cite } from './citation.ts';

/** Months for which a paragraph has records kept, from the end of the thing recorded (doubt D-4); its rule stands in its section. */
export type Floor = { readonly cite: Cite; readonly months: number };

/**
 * Every time of keeping that the rules on CPNI and on robocall mitigation name; of the latter only the agreement for signing
 * by a third party has one (doubt D-24); and that of toll records. Where a class of records has none, the carrier or the project sets its own.
 */
export const floors: readonly Floor[] = [
  { cite: '47 CFR 64.2007(a)(3)', months: 12 },
  { cite: '47 CFR 64.2008(a)(2)', months: 12 },
  { cite: '47 CFR 64.2009(c)', months: 12 },
  { cite: '47 CFR 64.2009(d)', months: 12 },
  { cite: '47 CFR 64.2011(d)', months: 24 },
  { cite: '47 CFR 64.6301(b)(4)', months: 24 },
  { cite: '47 CFR 42.6', months: 18 },
];

/** The longest time, in months, that these paragraphs name; 0 where none names any. */
export const floorOf = (cites: readonly Cite[]): number =>
  Math.max(0, ...floors.filter(({ cite }) => cites.includes(cite)).map(({ months }) => months));

/**
 * First day (number) on which what ended on a day and is kept so many months may go; a date that its month lacks runs on. With months below
 * zero: the last day on which something may have ended that goes on this one.
 */
export const goesFrom = (ended: number, months: number): number => {
  const { year, month, date } = civilOfDay(ended);
  const index = year * 12 + month - 1 + months;
  return dayOfCivil(Math.floor(index / 12), (index % 12) + 1, date);
};
