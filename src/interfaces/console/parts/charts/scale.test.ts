import { expect, test } from 'vitest';
import { named, ticksTo } from './scale.ts';

test('an axis goes from nought to just beyond the most, in round steps', () => {
  expect(ticksTo(7, true)).toEqual([0, 2, 4, 6, 8]);
  expect(ticksTo(41_220, true)).toEqual([0, 20_000, 40_000, 60_000]);
  expect(ticksTo(1, true)).toEqual([0, 1]);
  expect(ticksTo(0, true)).toEqual([0, 1]);
  expect(ticksTo(0.83, false)).toEqual([0, 0.5, 1]);
  expect(ticksTo(0.3, false)).toEqual([0, 0.1, 0.2, 0.3]);
});

test('an axis names no more places than fit', () => {
  const places = Array.from({ length: 53 }, (_, n) => n).filter(named(53, 8));
  expect(places).toEqual([0, 7, 14, 21, 28, 35, 42, 49]);
  expect([0, 1, 2].filter(named(3, 8))).toEqual([0, 1, 2]);
});
