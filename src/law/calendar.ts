/**
 * The calendar of 47 CFR 1.4 in day numbers (integer days since 1970-01-01). Holidays are those of 5 U.S.C. 6103(a) as it
 * stood in each year, on the day they were observed. Not modelled: years before 1971, when Monday holidays began (weekends
 * alone count there); Inauguration Day, which binds the Washington area only; days the President or the FCC closed its
 * offices. Whoever knows of those passes them as closures.
 */

/** Days, with the reason, on which the offices were closed and did not reopen before 5:30 p.m.: 47 CFR 1.4(e)(1). */
export type Closures = ReadonlyMap<number, string>;

/** One day on the way from a trigger to the day something is due, as a person checks it. */
export type Step = { readonly day: number; readonly counted: boolean; readonly why: string };

type Civil = { readonly year: number; readonly month: number; readonly date: number };

/** Day number of a civil date; months 1..12; a date past the month's end runs on into the next month. */
export const dayOfCivil = (year: number, month: number, date: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
};

/** Year, month and date of a day number, in the Gregorian calendar. */
export const civilOfDay = (day: number): Civil => {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
};

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** The same date some years on; 29 February becomes 28 February where the year has none (the earlier date). */
export const yearsAfter = (day: number, years: number): number => {
  const { year, month, date } = civilOfDay(day);
  const wanted = dayOfCivil(year + years, month, date);
  return civilOfDay(wanted).month === month ? wanted : wanted - 1;
};

type Holiday = { readonly name: string; readonly from: number; readonly until: number; dayIn(year: number): number };

const fixed =
  (month: number, date: number) =>
  (year: number): number =>
    dayOfCivil(year, month, date);

const nth =
  (which: number, weekday: number, month: number) =>
  (year: number): number => {
    const first = dayOfCivil(year, month, 1);
    return first + ((weekday - weekdayOf(first) + 7) % 7) + (which - 1) * 7;
  };

const lastMonday =
  (month: number) =>
  (year: number): number => {
    const last = dayOfCivil(year, month + 1, 1) - 1;
    return last - ((weekdayOf(last) + 6) % 7);
  };

const always = 9999;

/** 5 U.S.C. 6103(a): the years are those in which a holiday stood, and stood on that day. */
const holidays: readonly Holiday[] = [
  { name: "New Year's Day", from: 1971, until: always, dayIn: fixed(1, 1) },
  { name: 'Birthday of Martin Luther King, Jr.', from: 1986, until: always, dayIn: nth(3, 1, 1) },
  { name: "Washington's Birthday", from: 1971, until: always, dayIn: nth(3, 1, 2) },
  { name: 'Memorial Day', from: 1971, until: always, dayIn: lastMonday(5) },
  { name: 'Juneteenth National Independence Day', from: 2021, until: always, dayIn: fixed(6, 19) },
  { name: 'Independence Day', from: 1971, until: always, dayIn: fixed(7, 4) },
  { name: 'Labor Day', from: 1971, until: always, dayIn: nth(1, 1, 9) },
  { name: 'Columbus Day', from: 1971, until: always, dayIn: nth(2, 1, 10) },
  { name: 'Veterans Day', from: 1971, until: 1977, dayIn: nth(4, 1, 10) },
  { name: 'Veterans Day', from: 1978, until: always, dayIn: fixed(11, 11) },
  { name: 'Thanksgiving Day', from: 1971, until: always, dayIn: nth(4, 4, 11) },
  { name: 'Christmas Day', from: 1971, until: always, dayIn: fixed(12, 25) },
];

/** A Saturday holiday is kept the day before (5 U.S.C. 6103(b)), a Sunday one the day after (Executive Order 11582). */
const observed = (day: number): number => day + (weekdayOf(day) === 6 ? -1 : weekdayOf(day) === 0 ? 1 : 0);

const holidaysKeptIn = (year: number): ReadonlyMap<number, string> => {
  const kept = new Map<number, string>();
  // New Year's Day on a Saturday is kept on 31 December, in the year before its own.
  for (const own of [year, year + 1]) {
    for (const holiday of holidays.filter(({ from, until }) => own >= from && own <= until)) {
      const stated = holiday.dayIn(own);
      const day = observed(stated);
      if (civilOfDay(day).year === year) kept.set(day, day === stated ? holiday.name : `${holiday.name} (observed)`);
    }
  }
  return kept;
};

const years = new Map<number, ReadonlyMap<number, string>>();

/** Legal holidays kept within a calendar year, by day number. Source: 5 U.S.C. 6103(a), (b). */
export const holidaysOf = (year: number): ReadonlyMap<number, string> => {
  const known = years.get(year);
  if (known !== undefined) return known;
  const kept = holidaysKeptIn(year);
  years.set(year, kept);
  return kept;
};

/** Why a day is no business day (47 CFR 1.4(e)(1)), or null when it is one. */
export const whyNoBusinessDay = (day: number, closures: Closures): string | null => {
  const weekday = weekdayOf(day);
  if (weekday === 6) return 'Saturday';
  if (weekday === 0) return 'Sunday';
  return holidaysOf(civilOfDay(day).year).get(day) ?? closures.get(day) ?? null;
};

/** 47 CFR 1.4(e)(2). */
export const isBusinessDay = (day: number, closures: Closures): boolean => whyNoBusinessDay(day, closures) === null;

/** The day itself when it is a business day, else the next one, with every day passed over: 47 CFR 1.4(j). */
export const rollForward = (day: number, closures: Closures): { day: number; skipped: readonly Step[] } => {
  const skipped: Step[] = [];
  for (let at = day; ; at += 1) {
    const why = whyNoBusinessDay(at, closures);
    if (why === null) return { day: at, skipped };
    skipped.push({ day: at, counted: false, why });
  }
};

/** The n-th business day after a trigger (n ≥ 1), counted from the day after it (47 CFR 1.4(b), (c)), with each day's reason. */
export const addBusinessDays = (
  trigger: number,
  count: number,
  closures: Closures,
): { day: number; steps: readonly Step[] } => {
  const steps: Step[] = [];
  let day = trigger;
  for (let counted = 1; counted <= count; counted += 1) {
    const next = rollForward(day + 1, closures);
    day = next.day;
    steps.push(...next.skipped, { day, counted: true, why: `business day ${counted} of ${count}` });
  }
  return { day, steps };
};

/** The last business day before a day. */
export const businessDayBefore = (day: number, closures: Closures): number => {
  let at = day - 1;
  while (!isBusinessDay(at, closures)) at -= 1;
  return at;
};
