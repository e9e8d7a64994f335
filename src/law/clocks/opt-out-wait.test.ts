import { describe, expect, it } from 'vitest';
import { clock } from './clocks.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const text = (number: number | null): string | null =>
  number === null ? null : new Date(number * 86_400_000).toISOString().slice(0, 10);

describe('Opt-out approval may be assumed only after the wait', () => {
  it.each([
    ['email', 30, '2026-11-20', '2026-12-20', '2026-12-21'],
    ['mail', 30, '2026-11-20', '2026-12-23', '2026-12-24'],
    ['email', 30, '2028-02-01', '2028-03-02', '2028-03-03'],
    ['mail', 30, '2028-02-01', '2028-03-05', '2028-03-06'],
    ['email', 30, '2027-02-01', '2027-03-03', '2027-03-04'],
    ['email', 45, '2026-11-20', '2027-01-04', '2027-01-05'],
    ['mail', 45, '2026-11-20', '2027-01-07', '2027-01-08'],
    ['email', 33, '2026-11-20', '2026-12-23', '2026-12-24'],
    ['email', 30, '2003-02-24', '2003-03-26', '2003-03-27'],
    ['mail', 30, '2026-12-25', '2027-01-27', '2027-01-28'],
    ['email', 30, '2028-01-30', '2028-02-29', '2028-03-01'],
    ['email', 30, '2028-01-29', '2028-02-28', '2028-02-29'],
    ['mail', 30, '2027-12-30', '2028-02-01', '2028-02-02'],
    ['email', 31, '2027-12-31', '2028-01-31', '2028-02-01'],
    ['email', 60, '2026-06-19', '2026-08-18', '2026-08-19'],
  ] as const)(
    'notice by %s with %i days sent %s: last waiting day %s, first use %s',
    (method, days, sent, last, due) => {
      const answer = clock('opt-out-wait', { sent: day(sent), method, days });
      expect([text(answer.lastWaitingDay), text(answer.due)]).toEqual([last, due]);
    },
  );

  it('and the steps name the trigger, the days before the start, the start, the last day and the first day of use', () => {
    const { steps } = clock('opt-out-wait', { sent: day('2026-11-20'), method: 'mail', days: 30 });
    expect(steps.map((step) => text(step.day)?.slice(5))).toEqual([
      '11-20',
      '11-21',
      '11-22',
      '11-23',
      '12-23',
      '12-24',
    ]);
  });

  it.each([
    ['2003-02-23', null, null],
    ['2003-02-24', 'CPNI-2002', '2003-03-27'],
    ['2007-12-07', 'CPNI-2002', '2008-01-07'],
    ['2007-12-08', 'CPNI-2007', '2008-01-08'],
  ])('sent %s is judged by %s', (sent, version, due) => {
    const answer = clock('opt-out-wait', { sent: day(sent), method: 'email', days: 30 });
    expect([answer.version, text(answer.due)]).toEqual([version, due]);
  });
});

describe('The next opt-out notice is due two years on', () => {
  it.each([
    ['2026-11-20', '2028-11-20'],
    ['2028-02-29', '2030-02-28'],
    ['2028-02-28', '2030-02-28'],
    ['2028-03-01', '2030-03-01'],
    ['2026-02-28', '2028-02-28'],
    ['2024-02-29', '2026-02-28'],
    ['2003-02-24', '2005-02-24'],
    ['2024-12-25', '2026-12-25'],
  ])('sent %s: due %s, holiday or not', (sent, due) =>
    expect(text(clock('biennial-notice', { sent: day(sent) }).due)).toBe(due),
  );

  it('and nothing before 2003-02-24', () =>
    expect(clock('biennial-notice', { sent: day('2003-02-23') }).due).toBeNull());
});
