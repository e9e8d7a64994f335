import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBusinessDay } from '../calendar.ts';
import { type ClockName, clock } from './clocks.ts';

const none = new Map<number, string>();
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const text = (number: number | null): string | null =>
  number === null ? null : new Date(number * 86_400_000).toISOString().slice(0, 10);

/** Pairs written `trigger>due`, computed by hand and by another program from printed lists of holidays. */
const pairs = (table: string): [string, string][] =>
  table
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 10), pair.slice(11)]);

const fiveDays = `
  2003-02-24>2003-03-03 2007-12-07>2007-12-14 2007-12-08>2007-12-14 2007-12-18>2007-12-26
  2020-06-17>2020-06-24 2020-06-18>2020-06-25 2021-06-11>2021-06-21 2021-06-16>2021-06-24
  2021-06-17>2021-06-25 2021-12-23>2022-01-03 2021-12-30>2022-01-07 2026-01-01>2026-01-08
  2026-01-16>2026-01-26 2026-02-06>2026-02-13 2026-02-13>2026-02-23 2026-05-21>2026-05-29
  2026-05-22>2026-06-01 2026-06-11>2026-06-18 2026-06-12>2026-06-22 2026-06-18>2026-06-26
  2026-06-19>2026-06-26 2026-06-26>2026-07-06 2026-07-02>2026-07-10 2026-07-03>2026-07-10
  2026-07-04>2026-07-10 2026-09-04>2026-09-14 2026-09-05>2026-09-14 2026-09-07>2026-09-14
  2026-10-09>2026-10-19 2026-11-10>2026-11-18 2026-11-11>2026-11-18 2026-11-18>2026-11-25
  2026-11-19>2026-11-27 2026-11-20>2026-11-30 2026-11-21>2026-11-30 2026-11-22>2026-11-30
  2026-11-23>2026-12-01 2026-11-25>2026-12-03 2026-11-26>2026-12-03 2026-12-17>2026-12-24
  2026-12-18>2026-12-28 2026-12-21>2026-12-29 2026-12-23>2026-12-31 2026-12-24>2027-01-04
  2026-12-25>2027-01-04 2026-12-31>2027-01-08 2027-01-14>2027-01-22 2027-01-15>2027-01-25
  2027-01-29>2027-02-05 2027-02-12>2027-02-22 2027-06-17>2027-06-25 2027-07-02>2027-07-12
  2027-12-22>2027-12-30 2027-12-23>2028-01-03 2027-12-30>2028-01-07 2028-02-28>2028-03-06
  2028-02-29>2028-03-07`;
const sevenDays = `
  2007-12-08>2007-12-18 2007-12-18>2007-12-28 2020-06-17>2020-06-26 2020-06-18>2020-06-29
  2021-06-11>2021-06-23 2021-06-16>2021-06-28 2021-06-17>2021-06-29 2021-12-23>2022-01-05
  2021-12-30>2022-01-11 2026-01-01>2026-01-12 2026-01-16>2026-01-28 2026-02-06>2026-02-18
  2026-02-13>2026-02-25 2026-05-21>2026-06-02 2026-05-22>2026-06-03 2026-06-11>2026-06-23
  2026-06-12>2026-06-24 2026-06-18>2026-06-30 2026-06-19>2026-06-30 2026-06-26>2026-07-08
  2026-07-02>2026-07-14 2026-07-03>2026-07-14 2026-07-04>2026-07-14 2026-09-04>2026-09-16
  2026-09-05>2026-09-16 2026-09-07>2026-09-16 2026-10-09>2026-10-21 2026-11-10>2026-11-20
  2026-11-11>2026-11-20 2026-11-18>2026-11-30 2026-11-19>2026-12-01 2026-11-20>2026-12-02
  2026-11-21>2026-12-02 2026-11-22>2026-12-02 2026-11-23>2026-12-03 2026-11-25>2026-12-07
  2026-11-26>2026-12-07 2026-12-17>2026-12-29 2026-12-18>2026-12-30 2026-12-21>2026-12-31
  2026-12-23>2027-01-05 2026-12-24>2027-01-06 2026-12-25>2027-01-06 2026-12-31>2027-01-12
  2027-01-14>2027-01-26 2027-01-15>2027-01-27 2027-01-29>2027-02-09 2027-02-12>2027-02-24
  2027-06-17>2027-06-29 2027-07-02>2027-07-14 2027-12-22>2028-01-04 2027-12-23>2028-01-05
  2027-12-30>2028-01-11 2028-02-28>2028-03-08 2028-02-29>2028-03-09`;
const tenDays = `
  2021-12-23>2022-01-10 2021-12-30>2022-01-14 2026-01-01>2026-01-15 2026-01-16>2026-02-02
  2026-02-06>2026-02-23 2026-02-13>2026-03-02 2026-05-21>2026-06-05 2026-05-22>2026-06-08
  2026-06-11>2026-06-26 2026-06-12>2026-06-29 2026-06-18>2026-07-06 2026-06-19>2026-07-06
  2026-06-26>2026-07-13 2026-07-02>2026-07-17 2026-07-03>2026-07-17 2026-07-04>2026-07-17
  2026-09-04>2026-09-21 2026-09-05>2026-09-21 2026-09-07>2026-09-21 2026-10-09>2026-10-26
  2026-11-10>2026-11-25 2026-11-11>2026-11-25 2026-11-18>2026-12-03 2026-11-19>2026-12-04
  2026-11-20>2026-12-07 2026-11-21>2026-12-07 2026-11-22>2026-12-07 2026-11-23>2026-12-08
  2026-11-25>2026-12-10 2026-11-26>2026-12-10 2026-12-17>2027-01-04 2026-12-18>2027-01-05
  2026-12-21>2027-01-06 2026-12-23>2027-01-08 2026-12-24>2027-01-11 2026-12-25>2027-01-11
  2026-12-31>2027-01-15 2027-01-14>2027-01-29 2027-01-15>2027-02-01 2027-01-29>2027-02-12
  2027-02-12>2027-03-01 2027-06-17>2027-07-02 2027-07-02>2027-07-19 2027-12-22>2028-01-07
  2027-12-23>2028-01-10 2027-12-30>2028-01-14 2028-02-28>2028-03-13 2028-02-29>2028-03-14`;
const firstDayToTell = `
  2007-12-08>2007-12-19 2007-12-18>2007-12-29 2020-06-17>2020-06-27 2020-06-18>2020-06-30
  2021-06-11>2021-06-24 2021-06-16>2021-06-29 2021-06-17>2021-06-30 2021-12-23>2022-01-06
  2021-12-30>2022-01-12 2026-01-01>2026-01-13 2026-01-16>2026-01-29 2026-02-06>2026-02-19
  2026-02-13>2026-02-26 2026-05-21>2026-06-03 2026-05-22>2026-06-04 2026-06-11>2026-06-24
  2026-06-12>2026-06-25 2026-06-18>2026-07-01 2026-06-19>2026-07-01 2026-06-26>2026-07-09
  2026-07-02>2026-07-15 2026-07-03>2026-07-15 2026-07-04>2026-07-15 2026-09-04>2026-09-17
  2026-09-05>2026-09-17 2026-09-07>2026-09-17 2026-10-09>2026-10-22 2026-11-10>2026-11-21
  2026-11-11>2026-11-21 2026-11-18>2026-12-01 2026-11-19>2026-12-02 2026-11-20>2026-12-03
  2026-11-21>2026-12-03 2026-11-22>2026-12-03 2026-11-23>2026-12-04 2026-11-25>2026-12-08
  2026-11-26>2026-12-08 2026-12-17>2026-12-30 2026-12-18>2026-12-31 2026-12-21>2027-01-01
  2026-12-23>2027-01-06 2026-12-24>2027-01-07 2026-12-25>2027-01-07 2026-12-31>2027-01-13
  2027-01-14>2027-01-27 2027-01-15>2027-01-28 2027-01-29>2027-02-10 2027-02-12>2027-02-25
  2027-06-17>2027-06-30 2027-07-02>2027-07-15 2027-12-22>2028-01-05 2027-12-23>2028-01-06
  2027-12-30>2028-01-12 2028-02-28>2028-03-09 2028-02-29>2028-03-10`;
const ninetyDays = `
  2026-12-01>2027-03-01 2026-11-30>2027-03-01 2026-10-05>2027-01-04 2026-12-02>2027-03-02
  2026-09-26>2026-12-28 2026-09-27>2026-12-28 2027-11-25>2028-02-23 2027-04-06>2027-07-06
  2027-04-07>2027-07-06 2026-04-04>2026-07-06`;

describe('An opt-out failure letter is due on the fifth business day after detection', () => {
  it.each(pairs(fiveDays))('detected %s: due %s', (from, due) =>
    expect(text(clock('opt-out-failure-letter', { detected: day(from), closures: none }).due)).toBe(due),
  );
});

describe('A breach is reported to law enforcement by the seventh business day after determination', () => {
  it.each(pairs(sevenDays))('determined %s: due %s', (from, due) =>
    expect(text(clock('breach-report', { determined: day(from), promise: null, closures: none }).due)).toBe(due),
  );

  it('and seven calendar days where the carrier promised so, which is earlier', () => {
    const promise = { calendarDays: 7 };
    const answer = clock('breach-report', { determined: day('2026-11-20'), promise, closures: none });
    expect([text(answer.due), text(answer.promisedDue)]).toEqual(['2026-12-02', '2026-11-27']);
  });

  it('and its promise stands where the rule did not exist yet', () => {
    const answer = clock('breach-report', {
      determined: day('2007-12-07'),
      promise: { calendarDays: 7 },
      closures: none,
    });
    expect([answer.due, text(answer.promisedDue)]).toEqual([null, '2007-12-14']);
  });
});

describe('Customers are told of a breach after seven full business days', () => {
  it.each(pairs(firstDayToTell))('reported %s: not before %s', (from, due) => {
    const answer = clock('breach-customer-notice', { reported: day(from), agencyDelayUntil: null, closures: none });
    expect(text(answer.due)).toBe(due);
    expect(answer.cite).toBe('47 CFR 64.2011(b)(1)');
  });

  it.each([
    ['2026-12-10', '2026-12-12', '47 CFR 64.2011(b)(1)'],
    ['2026-12-11', '2026-12-12', '47 CFR 64.2011(b)(1)'],
    ['2026-12-12', '2026-12-13', '47 CFR 64.2011(b)(3)'],
    ['2027-01-01', '2027-01-02', '47 CFR 64.2011(b)(3)'],
    ['2020-01-01', '2026-12-12', '47 CFR 64.2011(b)(1)'],
  ])('reported 2026-12-02 with a delay through %s: not before %s', (delay, due, cite) => {
    const facts = { reported: day('2026-12-02'), agencyDelayUntil: day(delay), closures: none };
    const answer = clock('breach-customer-notice', facts);
    expect([text(answer.due), answer.cite]).toEqual([due, cite]);
  });
});

describe('The Robocall Mitigation Database is updated by the tenth business day after a change', () => {
  it.each(pairs(tenDays))('changed %s: due %s', (from, due) =>
    expect(text(clock('registration-update', { changed: day(from), closures: none }).due)).toBe(due),
  );
});

describe('Amended CALEA policies are filed by the ninetieth day, rolled to a business day', () => {
  it.each(pairs(ninetyDays))('amended %s: due %s', (from, due) =>
    expect(text(clock('calea-refile', { amended: day(from), closures: none }).due)).toBe(due),
  );

  it.each([
    ['2000-02-01', null, '47 CFR 1.20005(a)'],
    ['2000-02-02', 'CALEA-2000', '47 CFR 64.2105(a)'],
    ['2006-08-03', 'CALEA-2000', '47 CFR 64.2105(a)'],
    ['2006-08-04', 'CALEA-2006', '47 CFR 1.20005(a)'],
  ])('amended %s falls under %s', (amended, version, cite) => {
    const answer = clock('calea-refile', { amended: day(amended), closures: none });
    expect([answer.version, answer.cite]).toEqual([version, cite]);
  });
});

describe('A closure entered by the carrier', () => {
  it('lengthens business days and says why', () => {
    const closures = new Map([[day('2026-12-24'), 'closed by Executive Order']]);
    const answer = clock('opt-out-failure-letter', { detected: day('2026-12-21'), closures });
    expect(text(answer.due)).toBe('2026-12-30');
    expect(answer.steps.find((step) => step.why === 'closed by Executive Order')?.counted).toBe(false);
  });

  it('on a Saturday or a holiday changes nothing', () => {
    const closures = new Map([day('2026-12-25'), day('2026-12-26')].map((at) => [at, 'closed']));
    const answer = clock('opt-out-failure-letter', { detected: day('2026-12-21'), closures });
    expect(text(answer.due)).toBe('2026-12-29');
    expect(answer.steps.map((step) => step.why)).not.toContain('closed');
  });
});

const dated = (name: ClockName, at: number) => {
  if (name === 'breach-report') return clock(name, { determined: at, promise: null, closures: none });
  if (name === 'opt-out-failure-letter') return clock(name, { detected: at, closures: none });
  if (name === 'registration-update') return clock(name, { changed: at, closures: none });
  return clock('calea-refile', { amended: at, closures: none });
};
const anyDay = fc.integer({ min: day('1995-01-01'), max: day('2100-01-01') });
const businessClocks = ['breach-report', 'opt-out-failure-letter', 'registration-update', 'calea-refile'] as const;

describe('Every clock', () => {
  it('that counts business days lands on one, and its steps end there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...businessClocks), anyDay, (name, at) => {
        const { due, steps } = dated(name, at);
        if (due === null) return;
        expect(isBusinessDay(due, none)).toBe(true);
        expect(steps.at(-1)).toMatchObject({ day: due, counted: true });
      }),
      { numRuns: 5000 },
    );
  });

  it('never has an earlier due day for a later trigger', () => {
    fc.assert(
      fc.property(fc.constantFrom(...businessClocks), anyDay, fc.nat(30), (name, at, later) => {
        expect(dated(name, at + later).due ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
          dated(name, at).due ?? 0,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('tells every day from the trigger to the due day, once, when it counts business days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('breach-report', 'opt-out-failure-letter', 'registration-update'),
        anyDay,
        (name, at) => {
          const { due, steps } = dated(name, at);
          if (due === null) return;
          expect(steps.map((step) => step.day)).toEqual(Array.from({ length: due - at + 1 }, (_, n) => at + n));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('answers a trigger before its rule with nothing due, no version and one step that says since when', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...businessClocks),
        fc.integer({ min: day('1950-01-01'), max: day('2000-02-01') }),
        (name, at) => {
          const { due, version, steps } = dated(name, at);
          expect([due, version, steps.length]).toEqual([null, null, 1]);
          expect(steps[0]?.why).toMatch(/only from \d{4}-\d\d-\d\d$/);
        },
      ),
    );
  });

  it.each([
    ['opt-out-failure-letter', '2003-02-23', '2003-02-24', 'CPNI-2002'],
    ['opt-out-failure-letter', '2003-02-23', '2007-12-08', 'CPNI-2007'],
    ['breach-report', '2007-12-07', '2007-12-08', 'BRK-2007'],
    ['breach-report', '2007-12-07', '2026-12-08', 'BRK-2007'],
    ['registration-update', '2021-06-29', '2021-06-30', 'RMD-2021'],
    ['registration-update', '2021-06-29', '2024-02-25', 'RMD-2021'],
    ['registration-update', '2021-06-29', '2024-02-26', 'RMD-2024'],
    ['registration-update', '2021-06-29', '2026-02-04', 'RMD-2024'],
    ['registration-update', '2021-06-29', '2026-02-05', 'RMD-2026'],
  ] as const)('%s has no rule on %s, and on %s it has %s', (name, before, from, version) => {
    expect(dated(name, day(before)).version).toBeNull();
    expect(dated(name, day(from)).version).toBe(version);
  });
});
