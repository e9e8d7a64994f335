import { expect, test } from 'vitest';
import { daysAfter, daysBetween, monthsBefore, weekOf } from './days.ts';

test('days, weeks and months are counted over the ends of months and years', () => {
  expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysBetween('2025-12-15', '2027-02-20')).toBe(432);
  expect(monthsBefore('2027-02-20', 13)).toBe('2026-01-01');
  expect(weekOf('2026-11-29')).toBe('2026-11-23');
  expect(weekOf('2026-11-23')).toBe('2026-11-23');
});
