// What the month before tells of a day, on calls few enough to be counted by hand, on both sides of each boundary.
import { expect, it } from 'vitest';
import { call, counted, type ExampleCall, right } from '../metrics/calls.example.ts';
import { callsAtOnce } from './calls-table.ts';
import { knownOf } from './known.ts';

const day = 86_400;
const midnight = Date.UTC(2026, 2, 10);

/** Of the day of the examples, whose noon is second 0; the account has the number that calls show unless they say otherwise. */
const met = async (calls: readonly ExampleCall[]) => {
  const { making } = await counted(calls, [right('acme', 12025550143, '2020-01-01')], 'account', 'UTC');
  const all = await knownOf(making.engine, callsAtOnce(making), 'account', day * 1000, making.offsets, midnight);
  return all.get(`acme ${midnight}`);
};

it('A number is new where it was shown on no call of thirty days before', async () => {
  const shown = (at: number) => call({ at, from: '+12025550199' });
  expect((await met([shown(0)]))?.newCallers).toBe(1);
  expect((await met([shown(-30 * day), shown(0)]))?.newCallers).toBe(0);
  expect((await met([shown(-30 * day - 1), shown(0)]))?.newCallers).toBe(1);
  // twice on its first day is one number
  expect((await met([shown(0), shown(60), call({ at: 5 })]))?.newCallers).toBe(2);
});

it('Who called the account before is known, who calls it afterwards is not yet', async () => {
  const back = (at: number) => call({ at, from: '+13035550120', to: '+12025550143' });
  expect((await met([back(-day), call({ at: 0 })]))?.knownCalled).toBe(1);
  expect((await met([back(1), call({ at: 0 })]))?.knownCalled).toBe(0);
  expect((await met([back(-30 * day - 1), call({ at: 0 })]))?.knownCalled).toBe(0);
});

it('Who was called twice on days before is known; once, or twice on the same day, is a list', async () => {
  const others = [-2 * day, -day].map((at) => call({ at }));
  expect((await met([...others, call({ at: 0 })]))?.knownCalled).toBe(1);
  expect((await met([...others.slice(1), call({ at: 0 })]))?.knownCalled).toBe(0);
  expect((await met([call({ at: 0 }), call({ at: 60 }), call({ at: 120 })]))?.knownCalled).toBe(0);
});
