import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay } from '../../kernel/time.ts';
import { type CpniStanding, mayWorkWithCpni, owedBy } from './lapse.ts';

const newcomer: CpniStanding = {
  months: 12,
  startDays: 14,
  graceDays: 14,
  joinedOn: '2026-03-01',
  courseSince: '2026-01-05',
  trainedOn: null,
  unreadSince: null,
};

describe('Work with CPNI', () => {
  it('of a newcomer is open fourteen days, in grace fourteen more, and closed on the twenty-ninth', () => {
    expect(owedBy(newcomer)).toEqual([{ duty: 'course', dueOn: '2026-03-15' }]);
    expect(mayWorkWithCpni(newcomer, '2026-03-15')).toEqual({ state: 'open' });
    expect(mayWorkWithCpni(newcomer, '2026-03-16')).toEqual({ state: 'grace', until: '2026-03-29', duty: 'course' });
    expect(mayWorkWithCpni(newcomer, '2026-03-29')).toMatchObject({ state: 'grace' });
    expect(mayWorkWithCpni(newcomer, '2026-03-30')).toEqual({
      ...{ state: 'closed', since: '2026-03-30', ended: '2026-03-15', duty: 'course' },
    });
  });

  it('of one trained on February 29 is open through February 28 of the next year', () => {
    const trained = { ...newcomer, trainedOn: '2028-02-29' };
    expect(mayWorkWithCpni(trained, '2029-02-28').state).toBe('open');
    expect(mayWorkWithCpni(trained, '2029-03-01').state).toBe('grace');
    expect(mayWorkWithCpni(trained, '2029-03-14').state).toBe('grace');
    expect(mayWorkWithCpni(trained, '2029-03-15').state).toBe('closed');
  });

  it('closes for an unread manual too, whichever duty ran out first', () => {
    const unread = { ...newcomer, trainedOn: '2026-03-02', unreadSince: '2026-06-01' };
    expect(mayWorkWithCpni(unread, '2026-06-15').state).toBe('open');
    expect(mayWorkWithCpni(unread, '2026-06-30')).toEqual({
      ...{ state: 'closed', since: '2026-06-30', ended: '2026-06-15', duty: 'manual' },
    });
  });

  it('is always open where the carrier publishes neither course nor manual', () =>
    expect(mayWorkWithCpni({ ...newcomer, courseSince: null }, '2099-01-01').state).toBe('open'));

  it('never opens again by waiting, and a shorter grace never opens what a longer one closes', () => {
    const rank = { open: 0, grace: 1, closed: 2 } as const;
    const day = fc.integer({ min: 20_000, max: 22_000 }).map(dateOfDay);
    const standing = fc.record({
      months: fc.integer({ min: 1, max: 60 }),
      startDays: fc.integer({ min: 0, max: 60 }),
      graceDays: fc.integer({ min: 0, max: 60 }),
      joinedOn: day,
      courseSince: fc.option(day),
      trainedOn: fc.option(day),
      unreadSince: fc.option(day),
    });
    fc.assert(
      fc.property(standing, day, day, (one, a, b) => {
        const [first = a, second = b] = [a, b].sort();
        const now = rank[mayWorkWithCpni(one, first).state];
        expect(rank[mayWorkWithCpni(one, second).state]).toBeGreaterThanOrEqual(now);
        expect(rank[mayWorkWithCpni({ ...one, graceDays: 0 }, first).state]).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});
