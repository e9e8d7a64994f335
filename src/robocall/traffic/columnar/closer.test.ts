// The closer look at a window, on calls few enough to be counted by hand, on both sides of each boundary.
import { expect, it } from 'vitest';
import { call, counted, type ExampleCall, unanswered } from '../metrics/calls.example.ts';
import { callsAtOnce } from './calls-table.ts';
import { closerOf } from './closer.ts';
import type { Level } from './counts.ts';

const HOUR = 3_600_000;
const noon = Date.UTC(2026, 2, 10, 12);

const looked = async (calls: readonly ExampleCall[], level: Level = 'account', windowMs = 24 * HOUR) => {
  const { making } = await counted(calls, [], level, 'UTC');
  return closerOf(making.engine, callsAtOnce({ ...making, attest: true }), level, windowMs, making.offsets);
};
const dayOf = async (calls: readonly ExampleCall[]) => [...(await looked(calls)).values()][0];

it('Calls at once are those that have begun and not ended: one that begins as another ends is not beside it', async () => {
  // thirty-five seconds each, ringing included
  expect((await dayOf([0, 34, 35].map((at) => call({ at }))))?.sessionsPeak).toBe(2);
  expect((await dayOf([0, 34, 34.999].map((at) => call({ at }))))?.sessionsPeak).toBe(3);
  expect((await dayOf([call({ at: 0 }), unanswered('limit_rejected', { at: 1 })]))?.sessionsPeak).toBe(1);
});

it('A call that reaches into the next window counts there as well, where something begins beside it', async () => {
  const hours = await looked([call({ at: 3599 }), call({ at: 3601 })], 'account', HOUR);
  expect([...hours].map(([key, { sessionsPeak }]) => [key, sessionsPeak]).toSorted()).toEqual([
    [`acme ${noon}`, 1],
    [`acme ${noon + HOUR}`, 2],
  ]);
});

it('The busiest second and minute are those of the window', async () => {
  const of = await dayOf([0, 0.2, 0.9, 1, 30, 60].map((at) => call({ at })));
  expect([of?.peakCps, of?.minuteCps]).toEqual([3, 5 / 60]);
});

it('Local presence is a number of the area code that is called, and area codes are those of North America', async () => {
  const pairs = [
    ['+12025550143', '+12025559999'],
    ['+12025550143', '+13035550120'],
    ['+13035550100', '+13035550120'],
    ['+442071838750', '+442071838751'],
  ] as const;
  const of = await dayOf(pairs.map(([from, to], at) => call({ at, from, to })));
  expect([of?.localPresence, of?.areaCodes]).toEqual([2, 2]);
});

it('Abandoned is ended by the calling side within two seconds of the answer; a voicemail answers after eighteen', async () => {
  const of = await dayOf([
    call({ at: 0, talk: 1.999, released: 'caller' }),
    call({ at: 1, talk: 2, released: 'caller' }),
    call({ at: 2, talk: 1, released: 'callee' }),
    call({ at: 3, ring: 18 }),
    call({ at: 4, ring: 17.999 }),
    unanswered('no_answer', { at: 5, ring: 30 }),
  ]);
  expect([of?.abandonedPossible, of?.voicemailPossible]).toEqual([1, 1]);
});

it('By number shown and by address each is looked at for itself', async () => {
  const calls = [
    call({ at: 0, from: '+12025550101', address: '203.0.113.1' }),
    call({ at: 1, from: '+12025550101', address: '203.0.113.2' }),
    call({ at: 2, from: '+12025550102', address: '203.0.113.2' }),
  ];
  const peaks = async (level: Level) =>
    [...(await looked(calls, level))].map(([key, { sessionsPeak }]) => [key.split(' ')[0], sessionsPeak]).toSorted();
  expect(await peaks('number')).toEqual([
    ['+12025550101', 2],
    ['+12025550102', 1],
  ]);
  expect(await peaks('sub-account')).toEqual([
    ['203.0.113.1', 1],
    ['203.0.113.2', 2],
  ]);
});

it('All but one of two hundred seconds had no more calls than that; seconds without a call do not count', async () => {
  const one = Array.from({ length: 199 }, (_, at) => call({ at }));
  const busy = (second: number) => [0.1, 0.2, 0.3].map((more) => call({ at: second + more }));
  expect((await dayOf([...one, ...busy(1000)]))?.cps995).toBe(1);
  expect((await dayOf([...one, ...busy(1000), ...busy(2000)]))?.cps995).toBe(3);
});

it('Levels of attestation are counted as the records say them', async () => {
  const of = await dayOf([call({ at: 0, attest: 'A' }), call({ at: 1, attest: 'C' }), call({ at: 2 })]);
  expect([of?.signedA, of?.signedB, of?.signedC]).toEqual([1, 0, 1]);
});
