// A call that is told twice in one file is one call, as long as the second is not too far behind the first.
import { expect, it } from 'vitest';
import { doubleWatch } from './doubles.ts';

it('A key with the same instants is a double; with others it is another call', () => {
  const isDouble = doubleWatch();
  expect([
    isDouble('one', 5),
    isDouble('two', 5),
    isDouble('one', 6),
    isDouble('one', 6),
    isDouble('', 1),
    isDouble('', 1),
  ]).toEqual([false, false, false, true, false, true]);
});

it('The last fifty thousand calls are remembered, and no key is taken for another', () => {
  const isDouble = doubleWatch();
  const keys = Array.from({ length: 200_000 }, (_, n) => `7f3c2a00-1c8e-4d51-9b7a-${n.toString(16).padStart(12, '0')}`);
  expect(keys.filter((key) => isDouble(key, 1))).toEqual([]);
  const last = keys.slice(-50_000);
  expect(last.filter((key) => isDouble(key, 1))).toHaveLength(last.length);
  expect(isDouble(keys[0] ?? '', 1)).toBe(false);
});
