import { describe, expect, it } from 'vitest';
import { clock } from './clocks.ts';

const none = new Map<number, string>();
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const text = (number: number | null): string | null =>
  number === null ? null : new Date(number * 86_400_000).toISOString().slice(0, 10);

describe('The annual certification is due on March 1 or the next business day', () => {
  it.each([
    [2008, '2008-03-03', '2008-02-29'],
    [2009, '2009-03-02', '2009-02-27'],
    [2012, '2012-03-01', '2012-02-29'],
    [2014, '2014-03-03', '2014-02-28'],
    [2015, '2015-03-02', '2015-02-27'],
    [2018, '2018-03-01', '2018-02-28'],
    [2020, '2020-03-02', '2020-02-28'],
    [2025, '2025-03-03', '2025-02-28'],
    [2026, '2026-03-02', '2026-02-27'],
    [2027, '2027-03-01', '2027-02-26'],
    [2028, '2028-03-01', '2028-02-29'],
    [2029, '2029-03-01', '2029-02-28'],
    [2030, '2030-03-01', '2030-02-28'],
    [2031, '2031-03-03', '2031-02-28'],
    [2032, '2032-03-01', '2032-02-27'],
  ])('of %i: due %s, promised before March 1: %s', (year, due, promised) => {
    const answer = clock('annual-certification', { year, promise: { before: true }, closures: none });
    expect([text(answer.due), text(answer.promisedDue)]).toEqual([due, promised]);
  });

  it.each([2002, 2003, 2007])('had no date in %i', (year) => {
    const answer = clock('annual-certification', { year, promise: null, closures: none });
    expect([answer.due, answer.promisedDue, answer.steps.length]).toEqual([null, null, 1]);
  });

  it('and a closure of the FCC on the day moves it', () => {
    const closures = new Map([[day('2027-03-01'), 'snow']]);
    const answer = clock('annual-certification', { year: 2027, promise: null, closures });
    expect(text(answer.due)).toBe('2027-03-02');
    expect(answer.steps.map((step) => step.why)).toContain('snow');
  });
});

describe('The registration is recertified by March 1 from 2026 on', () => {
  it.each([
    [2025, null, null],
    [2026, '2026-03-02', '2026-02-01'],
    [2027, '2027-03-01', '2027-02-01'],
    [2031, '2031-03-03', '2031-02-01'],
  ])('in %i: due %s, window from %s', (year, due, opens) => {
    const answer = clock('registration-recertification', { year, closures: none });
    expect([text(answer.due), text(answer.windowOpens)]).toEqual([due, opens]);
  });
});
