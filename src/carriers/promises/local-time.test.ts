import { describe, expect, it } from 'vitest';
import { monthsAfter } from './local-time.ts';

describe('The same date months before', () => {
  it.each([
    ['2027-02-28', 12, '2026-02-28'],
    ['2028-02-29', 12, '2027-02-28'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2026-01-15', 1, '2025-12-15'],
    ['2026-12-31', 60, '2021-12-31'],
    ['2026-01-31', 14, '2024-11-30'],
  ])('%s less %i months is %s', (day, months, before) => expect(monthsAfter(day, -months)).toBe(before));

  it('and months after', () => expect(monthsAfter('2027-08-31', 6)).toBe('2028-02-29'));
});
