// The gate's own calls are call records where the carrier says so: taken in a day at a time, each once, and judged like those of a switch.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gateLine } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { systemAsks, workOf } from '../../db/context.ts';
import { importCalls } from '../traffic/calls/import.ts';
import { searchCalls } from '../traffic/calls/search.ts';
import { addCallSource } from '../traffic/calls/sources.ts';
import { listAlerts } from '../traffic/days/alerts.ts';
import { measureAccount } from '../traffic/days/measure-account.ts';
import { scoreNow } from '../traffic/days/score-now.ts';
import { readScores } from '../traffic/days/scores.ts';
import { takeGateCalls } from './call-records.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let cora: Staff;
let accountId = '';

const noon = Date.parse('2026-03-10T17:00:00Z');
const reason = { purpose: 'fraud-investigation', reason: 'a test' } as const;
const takeGate = async () =>
  takeGateCalls(await workOf(home.connections, systemAsks(prairie.id, 'call gate', Date.now())));

/** Puts a group of lines on record, as the gate does. */
const answered = (lines: readonly string[], at: number) =>
  prairie.look(async (ctx) => {
    const text = lines.join('\n');
    const entryId = ctx.id();
    await ctx.tx
      .insertInto('gateGroup')
      .values({
        id: ctx.id(),
        fromAt: at,
        untilAt: at + 1000,
        calls: lines.length,
        refused: 0,
        emergency: 0,
        signedA: null,
        signedB: null,
        signedC: null,
        unsigned: null,
        lines: text,
        linesHash: createHash('sha256').update(text).digest('hex'),
        entryId,
      })
      .execute();
  });
const line = (n: number, told: Parameters<typeof gateLine>[0]): string =>
  gateLine({
    at: noon + n * 1000,
    call: `call-${n}@pbx`,
    account: accountId,
    from: '+12025550143',
    to: [`+1303${4_200_000 + n * 31}`],
    ip: '203.0.113.7',
    ...told,
  });

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-01T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network');
  cora = await prairie.person('Cora Lind', 'compliance');
  accountId = await accountOf(prairie, { name: 'Acme Dental', callerIdPolicy: 'own-only' });
  await rightTo(prairie, accountId, 12_025_550_143, true);
  await prairie.at('2026-03-10T23:00:00Z');
});
afterAll(() => home.close());

it('Without a source of the format gate nothing is taken', async () => {
  await answered(
    Array.from({ length: 250 }, (_, n) => line(n, { attest: 'A' })),
    noon,
  );
  await prairie.at('2026-03-11T15:00:00Z');
  expect(await takeGate()).toEqual([]);
});

it('With one, a day that is over is taken in once, and found by number like the calls of a switch', async () => {
  await prairie.run(noor, addCallSource, { name: 'our gate', format: 'gate' });
  await prairie.at('2026-03-11T00:05:00Z');
  expect(await takeGate()).toEqual([]);
  await prairie.at('2026-03-11T15:00:00Z');
  expect(await takeGate()).toEqual(['2026-03-10']);
  expect(await takeGate()).toEqual([]);
  const asked = { ...reason, from: '2026-03-10T00:00:00Z', until: '2026-03-11T00:00:00Z', called: '+13034200031' };
  const { items } = await prairie.run(noor, searchCalls, asked);
  expect(items).toMatchObject([
    {
      callKey: 'call-1@pbx',
      accountRef: accountId,
      outcome: 'unknown',
      attest: 'A',
      answer: null,
      end: null,
      sourceIp: '203.0.113.7',
    },
  ]);
});

it('What was put on record late is taken in too, and no call twice; a limit that was hit and a refusal are told apart', async () => {
  await answered(
    [
      line(900, { carry: false, refused: 'rate-limit' }),
      line(901, { carry: false, refused: 'caller-id-not-authorized', from: '+14155550100' }),
    ],
    noon + 900_000,
  );
  expect(await takeGate()).toEqual(['2026-03-10']);
  expect(await takeGate()).toEqual([]);
  const asked = { ...reason, from: '2026-03-10T00:00:00Z', until: '2026-03-11T00:00:00Z', limit: 1000 };
  const { items } = await prairie.run(noor, searchCalls, { ...asked, calling: '+12025550143' });
  expect(items).toHaveLength(251);
  expect(items.at(-1)?.outcome).toBe('limit_rejected');
  const [refused] = (await prairie.run(noor, searchCalls, { ...asked, calling: '+14155550100' })).items;
  expect(refused?.outcome).toBe('rejected');
});

it('Calls of which no end is known are attempts and no talks: they make nobody suspicious of short or failing calls', async () => {
  await prairie.stream(cora, scoreNow([]), { ...reason, day: '2026-03-10' }, '');
  const { items } = await prairie.run(cora, readScores, { ...reason, day: '2026-03-10' });
  expect(items).toMatchObject([{ accountRef: accountId, calls: 251 }]);
  expect(items[0]?.reasons.map(({ code }) => code)).toEqual(['caller-id-not-authorized']);
  expect((await prairie.run(cora, listAlerts, {})).items).toEqual([]);
});

describe('Beside the records of the switch behind it', () => {
  const switchCall = (n: number, told: object): string =>
    `${JSON.stringify({
      call_key: `uuid-${n}`,
      leg: 'a',
      account_ref: 'acme',
      from_raw: '+12025550143',
      to_raw: `+1303${4_200_000 + n * 31}`,
      start: new Date(noon + n * 1000 + 700).toISOString(),
      answer: new Date(noon + n * 1000 + 5000).toISOString(),
      end: new Date(noon + n * 1000 + 95_000).toISOString(),
      talk_ms: 90_000,
      talk_precision_ms: 1,
      talk_rounding: 'exact',
      outcome: 'answered',
      ...told,
    })}\n`;
  const counted = async () => {
    await prairie.stream(cora, scoreNow([]), { ...reason, day: '2026-03-10' }, '');
    const { items } = await prairie.run(cora, readScores, { ...reason, day: '2026-03-10' });
    return Object.fromEntries(items.map(({ accountRef, calls }) => [accountRef, calls]));
  };
  let sourceId = '';
  const take = (text: string) => prairie.stream(noor, importCalls, { sourceId, name: 'switch' }, text);

  it('a call is counted once, as the switch has it: by its key, or by its numbers at the same moment', async () => {
    sourceId = (await prairie.run(noor, addCallSource, { name: 'switch', format: 'canonical' })).id;
    const own = Array.from({ length: 100 }, (_, n) => switchCall(n, {}));
    // the switch of this one has no numbers that anybody understands, and the key of the gate
    const byKey = switchCall(100, { call_key: 'call-100@pbx', from_raw: 'acme', to_raw: 'x' });
    await take(own.join('') + byKey);
    // 251 that the gate let go on or showed a number of its own, one that it refused for its number
    expect(await counted()).toEqual({ acme: 101, [accountId]: 251 - 101 });
  });

  it('a call of the gate stays where the switch has its other leg only, one of another moment, or one that went on when it was refused', async () => {
    await take(
      switchCall(101, { leg: 'b' }) + switchCall(102, { start: new Date(noon + 102_000 + 2001).toISOString() }),
    );
    const told = await counted();
    expect(told[accountId]).toBe(251 - 101);
    await answered([line(1000, { carry: false, refused: 'caller-id-not-authorized' })], noon + 1_000_000);
    await takeGate();
    await take(switchCall(1000, {}));
    expect((await counted())[accountId]).toBe(251 - 101 + 1);
    await take(switchCall(1000, { call_key: 'failed', outcome: 'rejected', answer: null, end: null, talk_ms: null }));
    expect((await counted())[accountId]).toBe(251 - 101);
  });

  it('the metrics of an account count it once, too', async () => {
    const asked = { ...reason, accountRef: accountId, day: '2026-03-10' };
    const text = await prairie.stream(cora, measureAccount, asked, '');
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ counts: { attempts: 251 - 101 } });
  });
});
