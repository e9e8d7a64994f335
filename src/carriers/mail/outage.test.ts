import { describe, expect, test } from 'vitest';
import { pauseAfter } from './outage.ts';

const minute = 60_000;

describe('a mail server that takes nothing', () => {
  test('is tried after a minute, then ever more rarely, half an hour apart at most', () => {
    const pauses: number[] = [];
    for (let down = 0; down < 24 * 60 * minute; down += pauses.at(-1) ?? 0) pauses.push(pauseAfter(down));
    expect(pauses.slice(0, 4).map((one) => one / minute)).toEqual([1, 1, 1, 1.5]);
    expect(Math.max(...pauses)).toBe(30 * minute);
    expect(Math.min(...pauses)).toBeGreaterThan(0);
    expect(pauses.length).toBeLessThan(70);
  });

  test('is tried at the full hour, when a person is told', () => {
    let down = 0;
    while (down < 60 * minute) down += pauseAfter(down);
    expect(down).toBe(60 * minute);
  });
});
