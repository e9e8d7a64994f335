import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBusinessDay } from '../calendar.ts';
import { type ClockName, clock } from './clocks.ts';
import type { Wall } from './traceback-answer.ts';

const none = new Map<number, string>();
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const text = (number: number | null): string | null =>
  number === null ? null : new Date(number * 86_400_000).toISOString().slice(0, 10);

describe('A registration in the Robocall Mitigation Database, as the catalogue counts it', () => {
  it.each([
    ['Friday 2026-11-20, over Thanksgiving', '2026-11-20', '2026-12-07'],
    ['Friday 2026-12-18, over Christmas and New Year', '2026-12-18', '2027-01-05'],
    ['Friday 2027-01-29', '2027-01-29', '2027-02-12'],
    ["Friday 2026-02-06, over Washington's Birthday", '2026-02-06', '2026-02-23'],
  ])('changed on %s: updated by the tenth business day', (_, changed, due) => {
    expect(text(clock('registration-update', { changed: day(changed), closures: none }).due)).toBe(due);
    expect(text(clock('fcc-account-update', { changed: day(changed), closures: none }).due)).toBe(due);
  });
  it.each([
    [2026, '2026-03-02'],
    [2027, '2027-03-01'],
  ])('is recertified in %s by %s, from February 1 on', (year, due) => {
    const answer = clock('registration-recertification', { year, closures: none });
    expect([text(answer.due), text(answer.windowOpens)]).toEqual([due, `${year}-02-01`]);
  });
});

describe('A list of blocked calls is due on the third business day after it was asked for', () => {
  it.each([
    ['2026-11-23', '2026-11-27'],
    ['2026-11-20', '2026-11-25'],
    ['2026-12-23', '2026-12-29'],
    ['2026-12-31', '2027-01-06'],
  ])('asked %s: due %s', (asked, due) =>
    expect(text(clock('blocked-list', { asked: day(asked), closures: none }).due)).toBe(due),
  );
});

describe('A notice of suspected illegal traffic is answered in the days it gives, at least 14', () => {
  it.each([
    ['2026-11-26', 14, '2026-12-10'],
    ['2026-11-26', 5, '2026-12-10'],
    ['2026-11-26', 21, '2026-12-17'],
    ['2026-12-11', 14, '2026-12-25'],
  ])('received %s with %s days: due %s, holiday or not (doubt D-39)', (noticed, days, due) =>
    expect(text(clock('illegal-traffic-notice', { noticed: day(noticed), days }).due)).toBe(due),
  );
});

describe('After a Final Determination Order', () => {
  it('all traffic of the provider is blocked by the thirtieth day', () => {
    expect(text(clock('final-determination', { released: day('2026-11-26') }).due)).toBe('2026-12-26');
    expect(text(clock('final-determination', { released: day('2027-02-01') }).due)).toBe('2027-03-03');
  });
});

describe('Review of a revoked token', () => {
  it.each([
    ['2026-10-05', '2026-12-04'],
    ['2026-10-27', '2026-12-28'],
    ['2026-11-02', '2027-01-04'],
  ])('revoked %s: asked for by %s, the sixtieth day or the next business day', (revoked, due) =>
    expect(text(clock('token-review', { revoked: day(revoked), closures: none }).due)).toBe(due),
  );
});

describe('The status of a disputed block', () => {
  const office: Wall = {
    dayOf: (ms) => Math.floor(ms / 86_400_000),
    clockOf: (ms) => ms % 86_400_000,
    at: (at, wall) => at * 86_400_000 + wall,
  };
  const asked = (instant: string) => {
    const disputed = Date.parse(instant);
    return clock('block-dispute', { disputed, easternDay: office.dayOf(disputed), office });
  };
  it('is told within 24 hours, over a weekend too (doubt D-40)', () => {
    expect(asked('2026-11-27T18:30:00Z').due).toBe(Date.parse('2026-11-28T18:30:00Z'));
    expect(asked('2026-11-27T18:30:00Z').steps.map((step) => text(step.day))).toEqual(['2026-11-27', '2026-11-28']);
  });
  it('had no hours on 2021-05-05, and has since 2021-05-06', () => {
    expect(asked('2021-05-05T12:00:00Z').due).toBeNull();
    expect(asked('2021-05-06T12:00:00Z').due).toBe(Date.parse('2021-05-07T12:00:00Z'));
  });
});

const dated = (name: ClockName, at: number) => {
  if (name === 'blocked-list') return clock(name, { asked: at, closures: none });
  if (name === 'illegal-traffic-notice') return clock(name, { noticed: at, days: 14 });
  if (name === 'final-determination') return clock(name, { released: at });
  if (name === 'token-review') return clock(name, { revoked: at, closures: none });
  return clock('fcc-account-update', { changed: at, closures: none });
};
const names = [
  'blocked-list',
  'illegal-traffic-notice',
  'final-determination',
  'token-review',
  'fcc-account-update',
] as const;

describe('Every clock of robocall mitigation', () => {
  it.each([
    ['blocked-list', '2021-12-31', '2022-01-01'],
    ['illegal-traffic-notice', '2024-01-07', '2024-01-08'],
    ['final-determination', '2024-01-07', '2024-01-08'],
    ['token-review', '2021-09-29', '2021-09-30'],
    ['fcc-account-update', '2026-02-04', '2026-02-05'],
  ] as const)('%s has no rule on %s, and one from %s', (name, before, from) => {
    expect(dated(name, day(before))).toMatchObject({ due: null, version: null });
    expect(dated(name, day(from)).due).not.toBeNull();
  });
  it('ends with its due day, and a later trigger is never due earlier', () => {
    const from = day('2026-02-05');
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: from, max: from + 30_000 }),
        fc.nat(30),
        (name, at, n) => {
          const { due, steps } = dated(name, at);
          expect(steps.at(-1)).toMatchObject({ day: due, counted: true });
          expect(dated(name, at + n).due ?? 0).toBeGreaterThanOrEqual(due ?? Number.POSITIVE_INFINITY);
          if (name === 'blocked-list' || name === 'token-review') expect(isBusinessDay(due ?? 0, none)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
