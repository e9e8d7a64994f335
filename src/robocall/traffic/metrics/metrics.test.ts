// Every metric on calls few enough to be counted by hand, on both sides of each boundary (traffic.md 2.1).
import { expect, it } from 'vitest';
import { callsAtOnce } from '../columnar/calls-table.ts';
import { counts } from '../columnar/counts.ts';
import { call, counted, type ExampleCall, right, unanswered } from './calls.example.ts';
import { counts as shapeOfCounts } from './measure.ts';
import { ratiosOf } from './ratios.ts';

const dayOf = async (calls: readonly ExampleCall[], rights: Parameters<typeof counted>[1]) => {
  const { days } = await counted(calls, rights, 'account', 'UTC');
  expect(days).toHaveLength(1);
  const of = days[0]?.whole.of;
  if (of === undefined) throw new Error('no day was counted');
  return of;
};
const talks = (...seconds: readonly number[]): ExampleCall[] => seconds.map((talk, at) => call({ at, talk }));
const ratio = (of: Parameters<typeof ratiosOf>[0], name: string) => ratiosOf(of).find((one) => one.name === name);

it('Talk is short up to six seconds, below fifteen and sixty, and long above a hundred and twenty', async () => {
  const of = await dayOf(talks(5.999, 6, 6.001, 14.999, 15, 59.999, 60, 120, 120.001), []);
  expect(of).toMatchObject({ attempts: 9, answered: 9, under6: 1, short6: 2, short6Possible: 2 });
  expect(of).toMatchObject({ under15: 4, under60: 6, over120: 1, talkMs: 407_999, medianTalkMs: 15_000 });
});

it('Six whole seconds of a clock that cuts may be more: counted as an interval; a clock that rounds up is exact', async () => {
  const cut = await dayOf(
    [5, 6, 7].map((talk, at) => call({ at, talk, rounding: 'floor' })),
    [],
  );
  expect([cut.short6, cut.short6Possible]).toEqual([1, 2]);
  const up = await dayOf(
    [5, 6, 7].map((talk, at) => call({ at, talk, rounding: 'ceil' })),
    [],
  );
  expect([up.short6, up.short6Possible]).toEqual([2, 2]);
});

it('Completion is answered of attempts that left the switch: what our limits refused is counted beside it', async () => {
  const of = await dayOf(
    [
      ...talks(30, 30),
      unanswered('busy', { at: 2 }),
      unanswered('no_answer', { at: 3 }),
      unanswered('rejected', { at: 4 }),
      unanswered('invalid_number', { at: 5 }),
      unanswered('blocked_analytics', { at: 6 }),
      unanswered('network_failure', { at: 7 }),
      unanswered('limit_rejected', { at: 8 }),
    ],
    [],
  );
  expect(of).toMatchObject({ attempts: 8, completed: 2, invalid: 1, blocked: 1, limitRejected: 1 });
  expect(ratio(of, 'asr')).toMatchObject({ hits: 2, of: 8, share: 0.25 });
  expect(ratio(of, 'ner')).toMatchObject({ hits: 5, of: 8 });
  expect(ratio(of, 'limit-refused')).toMatchObject({ hits: 1, of: 9 });
});

it('A source of answered calls only says nothing of completion', async () => {
  const of = await dayOf([call({}), call({ at: 1, answeredOnly: true })], []);
  expect(of).toMatchObject({ attempts: 2, answered: 2, completable: 1, completed: 1 });
});

it('A share of few calls has a wide interval: two of eight are a quarter, and may be 7 % or 59 %', async () => {
  const of = await dayOf([...talks(30, 30), ...[2, 3, 4, 5, 6, 7].map((at) => unanswered('busy', { at }))], []);
  // Wilson at z = 2: (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p = .25, n = 8: (.5 ± .3535534·…)/1.5
  expect(ratio(of, 'asr')?.low).toBeCloseTo((0.5 - 2 * Math.sqrt(0.1875 / 8 + 4 / 256)) / 1.5, 10);
  expect(ratio(of, 'asr')?.high).toBeCloseTo((0.5 + 2 * Math.sqrt(0.1875 / 8 + 4 / 256)) / 1.5, 10);
});

it('Ring-once is given up by the caller within five seconds, and not at five', async () => {
  const of = await dayOf(
    [
      unanswered('cancelled', { at: 0, ring: 4.999 }),
      unanswered('cancelled', { at: 1, ring: 5 }),
      unanswered('no_answer', { at: 2, ring: 3, released: 'caller' }),
      unanswered('no_answer', { at: 3, ring: 3, released: 'callee' }),
    ],
    [],
  );
  expect(of.ringOnce).toBe(2);
});

it('Sequential is a number one to ten above the one before from the same address', async () => {
  const numbers = ['+13035550100', '+13035550101', '+13035550111', '+13035550122', '+13035550122', '+13035550121'];
  const of = await dayOf(
    numbers.map((to, at) => call({ at, to })),
    [],
  );
  // steps +1, +10, +11, 0, -1: two of five
  expect([of.sequential, of.pairs, of.distinctCalled]).toEqual([2, 5, 5]);
});

it('Calls a second: the busiest second, and the busiest minute over sixty', async () => {
  const of = await dayOf(
    [0, 0.2, 0.9, 1, 30, 60].map((at) => call({ at })),
    [],
  );
  expect([of.peakCps, of.minuteCps]).toEqual([3, 5 / 60]);
});

it('Numbers shown: own, another’s, nobody’s, lapsed, impossible and hidden are told apart', async () => {
  const rights = [
    right('acme', 12_025_550_143, '2026-01-01T00:00:00Z'),
    right('bolt', 12_025_550_199, '2026-01-01T00:00:00Z'),
    { ...right('acme', 12_025_550_144, '2025-01-01T00:00:00Z'), untilMs: Date.parse('2026-03-10T00:00:00Z') },
    // ends on the day: it counts for the day
    { ...right('acme', 12_025_550_145, '2025-01-01T00:00:00Z'), untilMs: Date.parse('2026-03-10T00:00:01Z') },
    // ended as it began: it never held
    { ...right('acme', 13_125_550_001, '2026-03-10T09:00:00Z'), untilMs: Date.parse('2026-03-10T09:00:00Z') },
  ];
  const shown = [
    '+12025550143',
    '+12025550145',
    '+12025550199',
    '+13125550001',
    '+12025550144',
    '+1',
    '12',
    'anonymous',
    '0005551234',
  ];
  const of = await dayOf(
    shown.map((from, at) => call({ at, from })),
    rights,
  );
  const one = { calls: 1, numbers: 1 };
  expect(of.showing).toEqual({
    own: { calls: 2, numbers: 2 },
    lapsed: one,
    other: one,
    unknown: one,
    impossible: one,
    hidden: { calls: 3, numbers: 3 },
  });
  expect(of.distinctCallers).toBe(9);
});

it('A call to the account’s own number from another comes in and counts as no attempt', async () => {
  const rights = [right('acme', 12_025_550_143, '2026-01-01T00:00:00Z')];
  const of = await dayOf([call({}), call({ at: 1, from: '+13035550120', to: '+12025550143' })], rights);
  expect([of.attempts, of.inbound]).toEqual([1, 1]);
});

it('Calls to 911, 933, 988 and other lines of help are counted nowhere', async () => {
  const help = [
    '911',
    '+1911',
    '933',
    '988',
    '211',
    'sip:911@example.net',
    'urn:service:sos',
    '112',
    '+18002738255',
    '1-988',
  ];
  const of = await dayOf([call({}), ...help.map((to, at) => call({ at: at + 1, to }))], []);
  expect([of.attempts, of.distinctCalled]).toEqual([1, 1]);
  const wrong = await dayOf([call({}), call({ at: 1, to: '3034110000' }), call({ at: 2, to: '9110' })], []);
  expect(wrong.attempts).toBe(3);
});

it('Neighbour numbers are counted beside what chance would give', async () => {
  // two exchanges shown and called; three of four calls within the exchange; chance: (2·2 + 2·2)/4 = 2
  const pairs = [
    ['+12025550143', '+12025550001'],
    ['+12025550143', '+12025550002'],
    ['+13035550143', '+13035550003'],
    ['+13035550143', '+14155550004'],
  ] as const;
  const of = await dayOf(
    pairs.map(([from, to], at) => call({ at, from, to })),
    [],
  );
  expect(of).toMatchObject({ neighbour: 3, neighbourExpected: (2 * 2 + 2 * 1) / 4, neighbourPrefixes: 2 });
});

it('Even rotation over four numbers has entropy one; a number that is shown mostly has less', async () => {
  const from = (n: number): string => `+1202555010${n}`;
  const even = await dayOf(
    [0, 1, 2, 3, 0, 1, 2, 3].map((n, at) => call({ at, from: from(n) })),
    [],
  );
  expect(even.callerEntropy).toBeCloseTo(1, 10);
  const uneven = await dayOf(
    [0, 0, 0, 1].map((n, at) => call({ at, from: from(n) })),
    [],
  );
  expect(uneven.callerEntropy).toBeCloseTo(-(0.75 * Math.log2(0.75) + 0.25 * Math.log2(0.25)), 10);
});

it('One destination counts from sixty calls within an hour of the clock, and how many of them were talks', async () => {
  const flood = (n: number) => Array.from({ length: n }, (_, at) => call({ at: at * 10, talk: at < 6 ? 61 : 60 }));
  expect((await dayOf(flood(59), [])).oneDestination).toEqual({ n: 0, talks: 0 });
  expect((await dayOf(flood(60), [])).oneDestination).toEqual({ n: 60, talks: 6 });
});

it('A day is the zone’s, and hours are those of its wall clock; before 8:00 Eastern every state is outside', async () => {
  // noon UTC is 8:00 in New York (EDT since March 8)
  const calls = [-8 * 3600 - 0.001, -8 * 3600, -0.001, 0].map((at) => call({ at }));
  const { days } = await counted(calls, [], 'account', 'America/New_York');
  expect(days.map(({ whole }) => [whole.day, whole.of.attempts, whole.of.outsideHours])).toEqual([
    [20_521, 1, 0],
    [20_522, 3, 2],
  ]);
  expect(days[1]?.whole.of.byHour.map((n, hour) => [hour, n]).filter(([, n]) => n !== 0)).toEqual([
    [0, 1],
    [7, 1],
    [8, 1],
  ]);
});

it('Parts are counted by number shown and by address, each for itself', async () => {
  const calls = [
    call({ at: 0, from: '+12025550101', address: '203.0.113.1' }),
    call({ at: 1, from: '+12025550101', address: '203.0.113.2' }),
    call({ at: 2, from: '+12025550102', address: '203.0.113.2' }),
  ];
  const parts = async (level: 'number' | 'sub-account') =>
    (await counted(calls, [], level, 'UTC')).days[0]?.parts.map(({ key, of }) => [key, of.attempts]);
  expect(await parts('number')).toEqual([
    ['+12025550101', 2],
    ['+12025550102', 1],
  ]);
  expect(await parts('sub-account')).toEqual([
    ['203.0.113.1', 1],
    ['203.0.113.2', 2],
  ]);
});

it('Counted at once or from the table that the score keeps, the same calls give the same counts', async () => {
  const calls = [
    ...talks(4, 6, 20, 130),
    call({ at: 10, from: '+13035550120', to: '+12025550143' }),
    call({ at: 11, from: 'anonymous', to: '+12025550143' }),
    unanswered('limit_rejected', { at: 12 }),
    call({ at: 13, to: '911' }),
  ];
  for (const rights of [[], [right('acme', 12_025_550_143, '2026-01-01T00:00:00Z')]]) {
    const { days, making } = await counted(calls, rights, 'account', 'UTC');
    const [row] = await counts(making.engine, callsAtOnce(making), 'account', 86_400_000, making.offsets);
    expect(days[0]?.whole.of).toMatchObject(shapeOfCounts.parse(row));
    expect(row).toMatchObject({ attempts: '4', inbound: '2', limitRejected: '1' });
  }
});
