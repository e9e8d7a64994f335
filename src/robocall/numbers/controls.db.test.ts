import { array, assert, integer, property, tuple } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf } from '../../../test/voice-accounts.ts';
import { firstGap } from '../../carriers/promises/controls.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { assignNumbers } from './assign.ts';
import { numberControls } from './controls.ts';
import { listNumbers } from './list.ts';
import { numberListDues } from './lists/dues.ts';
import { importNumberList } from './lists/import.ts';
import { verifyRights } from './verify.ts';

let home: TestHouse;
let prairie: TestCarrier;
let nora: Staff;
let clinic: string;

const june = { from: Date.parse('2026-06-01T05:00:00Z'), until: Date.parse('2026-07-01T05:00:00Z') };

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  nora = await prairie.person('Nora Field', 'network');
  await prairie.at('2026-06-01T05:00:00Z');
});
afterAll(() => home.close());

const found = (id: string) =>
  prairie.look(async (ctx) => {
    const control = numberControls.find((one) => one.id === id);
    if (control === undefined) throw new Error(`no control ${id}`);
    return control.check(ctx, june);
  });

const carryCalls = (calls: number) =>
  prairie.look((ctx) =>
    ctx.tx
      .insertInto('gateGroup')
      .values({
        id: ctx.id(),
        fromAt: ctx.at,
        untilAt: ctx.at,
        calls,
        refused: 0,
        emergency: 0,
        lines: '',
        linesHash: '0'.repeat(64),
        entryId: ctx.id(),
      })
      .execute(),
  );

const importList = (kind: 'do-not-originate' | 'unallocated' | 'held', versionOn: string, numbers: string) =>
  prairie.stream(
    nora,
    importNumberList,
    { kind, source: `our ${kind}`, format: 'numbers', versionOn, mode: 'commit' },
    numbers,
  );

const dues = () =>
  prairie.look(async (ctx) =>
    (await numberListDues(ctx, new Map())).map(({ key, day }) => [key, dateOfDay(day), dateAt(ctx, ctx.at)]),
  );

describe('that accounts show their own numbers only', () => {
  test('is untested where no account carries calls, or the gate decided none', async () => {
    expect(await found('number-authorization')).toMatchObject({
      status: 'untested',
      because: expect.stringMatching(/no account/),
    });
    clinic = await accountOf(prairie, { name: 'Clinic', callerIdPolicy: 'own-only' });
    expect(await found('number-authorization')).toMatchObject({
      status: 'untested',
      because: expect.stringMatching(/no call/),
    });
  });

  test('is untested while nobody verified a right, and kept once somebody did', async () => {
    await carryCalls(3);
    const given = { accountId: clinic, numbers: ['5155550100'], order: 'W-1', verification: null };
    await prairie.run(nora, assignNumbers, given);
    expect(await found('number-authorization')).toMatchObject({ status: 'untested', counts: { unverified: 1 } });
    const { items } = await prairie.run(nora, listNumbers, { accountId: clinic });
    await prairie.run(nora, verifyRights, { rights: items.map(({ id }) => id), verification: 'seen in the switch' });
    expect(await found('number-authorization')).toMatchObject({ status: 'kept', counts: { calls: 3, unverified: 0 } });
  });

  test('is not kept with an account that may show numbers of others', async () => {
    const reseller = await accountOf(prairie, { name: 'Reseller', callerIdPolicy: 'signed-b' });
    expect(await found('number-authorization')).toMatchObject({ status: 'not kept', samples: [`account:${reseller}`] });
  });
});

describe('that nobody shows what no call may show', () => {
  test('is not kept without lists, and each missing list is due since calls are carried', async () => {
    await prairie.at('2026-06-02T05:00:00Z');
    expect(await found('do-not-originate')).toMatchObject({
      status: 'not kept',
      because: expect.stringMatching(/2026-06-01.*do-not-originate/),
    });
    expect((await dues()).map(([key, day]) => [key, day])).toEqual([
      ['number-list-missing:do-not-originate', '2026-06-01'],
      ['number-list-missing:unallocated', '2026-06-01'],
      ['number-list-missing:held', '2026-06-01'],
    ]);
  });

  test('is kept from the day on which all lists are in force, until one of them is too old', async () => {
    const own = await home.carrier({ name: 'Harbor Telecom Inc.', shortName: 'Harbor' });
    prairie = own;
    nora = await own.person('Nora Field', 'network');
    await own.at('2026-06-01T04:00:00Z');
    for (const kind of ['do-not-originate', 'unallocated', 'held'] as const)
      await importList(kind, '2026-05-20', '5155551000\n');
    await own.at('2026-06-01T05:00:00Z');
    await accountOf(own, { name: 'Clinic', callerIdPolicy: 'own-only' });
    expect(await found('do-not-originate')).toMatchObject({ status: 'untested' });
    await carryCalls(7);
    await own.at('2026-06-09T15:00:00Z');
    expect(await dues()).toEqual([]);
    await own.at('2026-06-11T15:00:00Z');
    expect(await found('do-not-originate')).toMatchObject({ status: 'kept', counts: { calls: 7, versions: 3 } });
    expect((await dues()).map(([key, day]) => [key, day])).toContainEqual([
      'number-list:unallocated:our unallocated',
      '2026-06-20',
    ]);
    await importList('do-not-originate', '2026-06-10', '5155551000\n');
    await importList('held', '2026-06-10', '5155551000\n');
    await own.at('2026-06-20T23:00:00Z');
    expect(await found('do-not-originate')).toMatchObject({ status: 'kept' });
    await own.at('2026-06-25T15:00:00Z');
    expect(await found('do-not-originate')).toMatchObject({
      status: 'not kept',
      because: expect.stringMatching(/2026-06-21.*unallocated/),
    });
    await importList('unallocated', '2026-06-24', '5155551000\n');
    expect(await dues()).toEqual([]);
  });
});

test('the first gap of a span is the first instant that nothing covers', () => {
  const spans = array(
    tuple(integer({ min: 0, max: 20 }), integer({ min: 0, max: 6 })).map(([from, more]) => ({
      from,
      until: from + more,
    })),
    { maxLength: 6 },
  );
  assert(
    property(spans, (covers) => {
      const bare = Array.from({ length: 15 }, (_, i) => 3 + i).find(
        (at) => !covers.some(({ from, until }) => from <= at && at < until),
      );
      expect(firstGap({ from: 3, until: 18 }, covers)).toBe(bare ?? null);
    }),
  );
});
