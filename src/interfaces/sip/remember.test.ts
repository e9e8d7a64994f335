import { describe, expect, it } from 'vitest';
import { remembering } from './remember.ts';

describe('a request that is sent again', () => {
  it('hears nothing while it is decided, then the answer each time, and nothing once that was acknowledged', async () => {
    const asked = remembering(10, 32_000, () => 0);
    let decide = (_: string) => {};
    expect(asked.find('one')).toBeNull();
    asked.keep(
      'one',
      new Promise((resolve) => {
        decide = resolve;
      }),
    );
    // an answer to each of them would come when the call is over, and a switch that forgot it sends it on to the caller
    expect(asked.find('one')).toBe('');
    decide('302');
    await Promise.resolve();
    expect([asked.find('one'), asked.find('one')]).toEqual(['302', '302']);
    asked.acknowledge('one');
    expect(asked.find('one')).toBe('');
  });

  it('is remembered for its time, and the oldest makes room', () => {
    let now = 0;
    const asked = remembering(2, 32_000, () => now);
    for (const key of ['one', 'two', 'three']) {
      asked.keep(key, Promise.resolve('302'));
      now += 1000;
    }
    expect(['one', 'two', 'three'].map((key) => asked.find(key) === null)).toEqual([true, false, false]);
    now = 33_000;
    asked.forget();
    expect(asked.size()).toBe(1);
  });
});
