import { describe, expect, it } from 'vitest';
import { clock } from './clocks.ts';
import { pendingBreach } from './pending-breach.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const text = (number: number | null): string | null =>
  number === null ? null : new Date(number * 86_400_000).toISOString().slice(0, 10);
const closures = new Map<number, string>();
const determined = day('2026-11-20');

describe('The text on breaches that is adopted and not in force', () => {
  it('would want a report to three on December 2 and customers told by December 20', () => {
    const would = pendingBreach({ determined, affected: 40, harm: 'unknown', closures });
    expect(would.notInForce).toBe(true);
    expect(would.reportTo).toEqual(['FCC', 'USSS', 'FBI']);
    expect([would.reportDue, would.customersDue, would.summaryDue].map(text)).toEqual([
      '2026-12-02',
      '2026-12-20',
      null,
    ]);
  });

  it('would let 499 customers whom no harm threatens wait for the summary of February 1, and 500 not', () => {
    const few = pendingBreach({ determined, affected: 499, harm: 'not-likely', closures });
    expect([few.reportDue, few.customersDue, few.summaryDue].map(text)).toEqual([null, null, '2027-02-01']);
    const many = pendingBreach({ determined, affected: 500, harm: 'not-likely', closures });
    expect([many.reportDue, many.summaryDue].map(text)).toEqual(['2026-12-02', null]);
  });

  it('never takes an unknown number or unknown harm for few and harmless', () => {
    for (const facts of [
      { affected: null, harm: 'not-likely' },
      { affected: 10, harm: 'unknown' },
      { affected: 10, harm: 'likely' },
    ] as const)
      expect(pendingBreach({ determined, ...facts, closures }).reportDue).not.toBeNull();
  });

  it('moves no clock in force: that one still answers by the text of 2007', () =>
    expect(clock('breach-report', { determined, promise: null, closures }).version).toBe('BRK-2007'));
});
