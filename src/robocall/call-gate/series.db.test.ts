import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { gateSeries } from './series.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const noon = Date.parse('2026-03-11T17:00:00Z');

const answered = (carrier: TestCarrier, fromAt: number, calls: number, refused: number) =>
  carrier.look(async (ctx) => {
    const signed = { signedA: calls - refused, signedB: 0, signedC: 0, unsigned: 0 };
    const id = ctx.id();
    await ctx.tx
      .insertInto('gateGroup')
      .values({
        ...{ id, fromAt, untilAt: fromAt + 10, calls, refused, emergency: 0, ...signed },
        ...{ lines: null, linesHash: 'a'.repeat(64), entryId: ctx.id() },
      })
      .execute();
    for (let n = 0; n < refused; n += 1)
      await ctx.tx
        .insertInto('gateRefusal')
        .values({
          ...{ id: ctx.id(), groupId: id, at: fromAt, accountId: null, callId: `c${n}`, calling: '+12025550143' },
          ...{ called: '+13035550120', code: 'rate-limit', cause: 480, reason: 'Too many at once.' },
          ...{ cite: '47 CFR 64.6305(a)(2)', forwarded: false },
        })
        .execute();
  });

it('The answers of the gate are summed by minute and by hour, each carrier its own; too long a time is refused', async () => {
  const prairie = await home.carrier({ clock: noon + 3_600_000 });
  const noor = await prairie.person('Noor Haddad', 'network');
  await answered(prairie, noon, 5, 1);
  await answered(prairie, noon + 59_000, 3, 0);
  await answered(prairie, noon + 60_000, 2, 1);
  const time = { from: '2026-03-11T17:00:00Z', until: '2026-03-11T18:00:00Z' };
  const none = { emergency: 0, signedB: 0, signedC: 0, unsigned: 0 };
  expect(await prairie.run(noor, gateSeries, time)).toEqual({
    items: [
      { at: '2026-03-11T17:00:00.000Z', calls: 8, refused: 1, signedA: 7, ...none },
      { at: '2026-03-11T17:01:00.000Z', calls: 2, refused: 1, signedA: 1, ...none },
    ],
    refusals: [{ code: 'rate-limit', calls: 2 }],
  });
  expect((await prairie.run(noor, gateSeries, { ...time, by: 'hour' })).items).toMatchObject([
    { calls: 10, refused: 2 },
  ]);
  await expect(prairie.run(noor, gateSeries, { ...time, until: '2026-03-12T18:00:00Z' })).rejects.toThrow(/6 hours/);
  const other = await home.carrier({});
  expect(await other.run(await other.person('Nils Berg', 'network'), gateSeries, time)).toEqual({
    items: [],
    refusals: [],
  });
  await expect(prairie.run(await prairie.person('Agnes Webb', 'agent'), gateSeries, time)).rejects.toThrow(/roles/);
});
