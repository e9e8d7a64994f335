import { expect, test } from 'vitest';
import { since } from './ways.ts';

test.each([
  ['2026-11-28', '2026-11-28', '0 days'],
  ['2026-11-27', '2026-11-28', '1 day'],
  ['2026-10-29', '2026-11-28', '30 days'],
  ['2026-10-28', '2026-11-28', '1 month'],
  ['2022-09-01', '2026-11-28', '4 years 2 months'],
  ['2024-02-29', '2026-02-28', '1 year 11 months'],
  ['2024-11-28', '2026-11-28', '2 years'],
])('an address on file since %s is on file on %s for %s', (day, today, told) => {
  expect(since(day, today)).toBe(told);
});
