// A demand for a month is read a day at a time: each day of call records once for either side of a call, however many days there are.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { pathsIn } from '../../robocall/traffic/calls/parts.ts';
import { type Engine, engineOf } from '../../robocall/traffic/columnar/engine.ts';
import { callsOf } from './calls-of-number.ts';
import { callsOfMarch, deskOf } from './legal-requests.example.ts';

let home: TestHouse;
let carrier: TestCarrier;
beforeAll(async () => {
  home = await house();
  carrier = await home.carrier({});
  await callsOfMarch(carrier, (await deskOf(carrier)).noor);
});
afterAll(() => home.close());

it('Of a month with three days of calls each is opened for its own day only, and its calls come in order', async () => {
  const opened: string[] = [];
  const engine = engineOf(await carrier.look(async (ctx) => ctx.dataFolder));
  const watched: Engine = {
    rows(sql, values) {
      opened.push(...(sql.match(/\d{4}-\d\d-\d\d(?=\/[^/]*\.parquet)/g) ?? []));
      return engine.rows(sql, values);
    },
  };
  const found = await callsOf(watched, (from, until) => carrier.look((ctx) => pathsIn(ctx, from, until)), {
    number: '+12025550143',
    from: Date.parse('2026-03-01T06:00:00Z'),
    until: Date.parse('2026-03-31T00:00:00Z'),
  });
  const days = ['2026-03-10', '2026-03-11', '2026-03-12'];
  expect(found.map(({ start }) => new Date(start ?? 0).toISOString().slice(0, 10))).toEqual(days);
  // once for calls that it made and once for calls that came to it
  expect(opened).toEqual(days.flatMap((day) => [day, day]));
});
