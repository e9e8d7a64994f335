import { describe, expect, it } from 'vitest';
import {
  addBusinessDays,
  businessDayBefore,
  civilOfDay,
  dayOfCivil,
  holidaysOf,
  isBusinessDay,
  rollForward,
  weekdayOf,
  whyNoBusinessDay,
  yearsAfter,
} from './calendar.ts';

const none = new Map<number, string>();
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const text = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

// An independent calendar: walks every day of 1971 to 2120 once, counting weekdays within the month as a wall calendar shows
// them, and strikes out holidays on sight. It shares nothing with the calendar under test.
const firstDay = day('1971-01-01');
const lastDay = day('2120-12-31');

const isNamedHoliday = (at: Date): boolean => {
  const [year, month, date, weekday] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCDay()];
  const week = Math.ceil(date / 7);
  const fixedDates = ['1-1', '7-4', '12-25', ...(year >= 2021 ? ['6-19'] : []), ...(year >= 1978 ? ['11-11'] : [])];
  if (fixedDates.includes(`${month}-${date}`)) return true;
  if (weekday === 4) return month === 11 && week === 4;
  if (weekday !== 1) return false;
  if (month === 1) return week === 3 && year >= 1986;
  if (month === 2) return week === 3;
  if (month === 5) return date + 7 > 31;
  if (month === 9) return week === 1;
  return month === 10 && (week === 2 || (week === 4 && year < 1978));
};

const walked = (() => {
  const open = new Uint8Array(lastDay - firstDay + 2).fill(1);
  for (let at = firstDay; at <= lastDay; at += 1) {
    const date = new Date(at * 86_400_000);
    const weekday = date.getUTCDay();
    if (weekday === 0 || weekday === 6) open[at - firstDay] = 0;
    if (!isNamedHoliday(date)) continue;
    open[at - firstDay + (weekday === 6 ? -1 : weekday === 0 ? 1 : 0)] = 0;
  }
  // New Year's Day of the year after the last.
  return open;
})();

const walkedOpen = (at: number): boolean => walked[at - firstDay] === 1;

/** Random whole numbers that are the same in every run (mulberry32). */
const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
};

describe('The calendar agrees with an independent one that walks day by day', () => {
  it('on every day from 1971 to 2119', () => {
    const wrong = [];
    for (let at = firstDay; at < day('2120-01-01'); at += 1) {
      if (isBusinessDay(at, none) !== walkedOpen(at)) wrong.push(text(at));
    }
    expect(wrong).toEqual([]);
  });

  it('on a million random dates, counting up to ten business days on', () => {
    const next = random(20_261_005);
    let wrong = 0;
    for (let n = 0; n < 1_000_000; n += 1) {
      const trigger = firstDay + next(day('2119-06-01') - firstDay);
      const count = 1 + next(10);
      let at = trigger;
      for (let left = count; left > 0; ) {
        at += 1;
        if (walkedOpen(at)) left -= 1;
      }
      if (addBusinessDays(trigger, count, none).day !== at) wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  it('on the civil date, the weekday and the day number of random days of four thousand years', () => {
    const next = random(7);
    for (let n = 0; n < 20_000; n += 1) {
      const at = next(1_460_000) - 700_000;
      const date = new Date(at * 86_400_000);
      const civil = civilOfDay(at);
      expect([civil.year, civil.month, civil.date, weekdayOf(at)]).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCDay(),
      ]);
      expect(dayOfCivil(civil.year, civil.month, civil.date)).toBe(at);
    }
  });
});

describe('Federal holidays as they were kept', () => {
  const kept = (year: number) => [...holidaysOf(year).keys()].sort((a, b) => a - b).map((at) => text(at).slice(5));

  it('in 2026', () =>
    expect(kept(2026).join(' ')).toBe('01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'));

  it("in 2027, which keeps New Year's Day of 2028 on its last day", () =>
    expect(kept(2027).join(' ')).toBe('01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'));

  it('in 2028, which therefore has none on 1 January', () =>
    expect(kept(2028).join(' ')).toBe('01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25'));

  it('in 1985, before the birthday of Dr. King was one', () =>
    expect(kept(1985).join(' ')).toBe('01-01 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25'));

  it.each([
    ['2020-06-19', null],
    ['2021-06-17', null],
    ['2021-06-18', 'Juneteenth National Independence Day (observed)'],
    ['2022-06-20', 'Juneteenth National Independence Day (observed)'],
    ['2026-06-19', 'Juneteenth National Independence Day'],
    ['1985-01-21', null],
    ['1986-01-20', 'Birthday of Martin Luther King, Jr.'],
    ['1977-10-24', 'Veterans Day'],
    ['1977-11-11', null],
    ['1978-10-23', null],
    ['1978-11-10', 'Veterans Day (observed)'],
    ['2012-11-12', 'Veterans Day (observed)'],
    ['2012-11-11', 'Sunday'],
    ['2021-12-31', "New Year's Day (observed)"],
    ['2022-12-30', null],
    ['2023-01-02', "New Year's Day (observed)"],
    ['2026-07-03', 'Independence Day (observed)'],
    ['2026-07-04', 'Saturday'],
    ['2027-07-05', 'Independence Day (observed)'],
    ['2026-10-12', 'Columbus Day'],
    ['2026-11-26', 'Thanksgiving Day'],
    ['2026-11-27', null],
    ['2025-01-20', 'Birthday of Martin Luther King, Jr.'],
    ['2021-01-20', null],
    ['2026-12-24', null],
    ['1970-05-30', 'Saturday'],
    ['1970-12-25', null],
  ])('%s: %s', (date, why) => expect(whyNoBusinessDay(day(date), none)).toBe(why));

  it('Inauguration Day 2029 is a business day until the carrier enters it as a closure', () => {
    const inauguration = day('2029-01-22');
    expect(isBusinessDay(day('2029-01-20'), none)).toBe(false);
    expect(isBusinessDay(inauguration, none)).toBe(true);
    const entered = new Map([[inauguration, 'Inauguration Day']]);
    expect(whyNoBusinessDay(inauguration, entered)).toBe('Inauguration Day');
    expect(rollForward(inauguration, entered).day).toBe(inauguration + 1);
  });
});

describe('Going on from a day', () => {
  it('rolls a Saturday to Monday and says which days it passed over', () => {
    const { day: rolled, skipped } = rollForward(day('2014-03-01'), none);
    expect(text(rolled)).toBe('2014-03-03');
    expect(skipped.map((step) => step.why)).toEqual(['Saturday', 'Sunday']);
  });

  it('does not roll a business day', () =>
    expect(rollForward(day('2012-03-01'), none)).toEqual({ day: day('2012-03-01'), skipped: [] }));

  it.each([
    ['2027-03-01', '2027-02-26'],
    ['2028-03-01', '2028-02-29'],
    ['2026-03-01', '2026-02-27'],
    ['2026-02-17', '2026-02-13'],
  ])('the last business day before %s is %s', (before, date) =>
    expect(text(businessDayBefore(day(before), none))).toBe(date),
  );

  it.each([
    ['2028-02-29', 1, '2029-02-28'],
    ['2028-02-29', 4, '2032-02-29'],
    ['2096-02-29', 4, '2100-02-28'],
    ['2026-11-20', 2, '2028-11-20'],
    ['2026-02-28', 2, '2028-02-28'],
  ])('%s and %i years is %s', (from, years, date) => expect(text(yearsAfter(day(from), years))).toBe(date));
});
