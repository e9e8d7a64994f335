import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gather } from './gather.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('what is asked at the same time', () => {
  test('waits for the run under way and shares the next, in order, at most so many', async () => {
    const runs: (readonly number[])[] = [];
    const ask = gather<number, number>(
      async (_key, inputs) => {
        runs.push(inputs);
        await pause(10);
        return inputs.map((n) => n * 2);
      },
      { most: 3, everyMs: 0 },
    );
    const first = ask('a', 1);
    await pause(3);
    const rest = [2, 3, 4, 5, 6].map((n) => ask('a', n));
    expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8, 10, 12]);
    expect(runs).toEqual([[1], [2, 3, 4], [5, 6]]);
  });

  test('under two keys runs apart: one does not wait for the other', async () => {
    const ask = gather<number, string>(
      async (key, inputs) => {
        await pause(key === 'slow' ? 200 : 0);
        return inputs.map((n) => `${key}${n}`);
      },
      { most: 10, everyMs: 0 },
    );
    const slow = ask('slow', 1);
    expect(await Promise.race([slow, ask('quick', 2)])).toBe('quick2');
    expect(await slow).toBe('slow1');
  });

  test('runs begin so far apart, and what is asked after a rest waits for nothing', async () => {
    const began: number[] = [];
    const ask = gather<number, number>(
      async (_key, inputs) => {
        began.push(performance.now());
        return inputs;
      },
      { most: 10, everyMs: 300 },
    );
    for (let n = 0; n < 3; n += 1) await ask('a', n);
    await pause(400);
    const rested = performance.now();
    await ask('a', 3);
    expect((began[3] ?? 0) - rested).toBeLessThan(250);
    const apart = began.slice(1, 3).map((at, n) => at - (began[n] ?? 0));
    for (const ms of apart) expect(ms).toBeGreaterThan(295);
  });

  test('a run that fails fails its own inputs, and the next ones are answered', async () => {
    let broken = true;
    const ask = gather<number, number>(
      async (_key, inputs) => {
        if (broken) throw new Error('the database has gone');
        return [...inputs];
      },
      { most: 10, everyMs: 0 },
    );
    await expect(ask('a', 1)).rejects.toThrow('the database has gone');
    broken = false;
    expect(await ask('a', 2)).toBe(2);
  });

  test('each run begins after all of its inputs were asked, and every input is answered once with its own answer', async () => {
    const schedule = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', 'b')), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(schedule, async (asks) => {
        let clock = 0;
        const late: number[] = [];
        const ask = gather<{ n: number; asked: number }, number>(
          async (_key, inputs) => {
            clock += 1;
            const began = clock;
            late.push(...inputs.filter(({ asked }) => asked >= began).map(({ n }) => n));
            await pause(1);
            return inputs.map(({ n }) => n);
          },
          { most: 5, everyMs: 0 },
        );
        const answers: Promise<number>[] = [];
        for (const [n, [wait, key]] of asks.entries()) {
          if (wait > 2) await pause(1);
          clock += 1;
          answers.push(ask(key, { n, asked: clock }));
        }
        expect(await Promise.all(answers)).toEqual(asks.map((_, n) => n));
        expect(late).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
