import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { refusedCalls } from '../../../test/strikes.ts';
import { accountOf } from '../../../test/voice-accounts.ts';
import { deliverWarning } from './deliver.ts';
import { showStrikes } from './show.ts';
import { watchStrikes } from './watch.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;

const start = Date.parse('2026-06-01T15:00:00Z');
const HOUR = 3_600_000;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: start });
  noor = await prairie.person('Noor Haddad', 'network');
});
afterAll(() => home.close());

const callsOf = (accountId: string, from: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    accountId,
    at: start + from + n,
    callId: `c${from}-${n}`,
    calling: '+15155550123',
    forwarded: false,
  }));

const seqsOf = (accountId: string) =>
  prairie.look(({ tx }) =>
    tx.selectFrom('strikeCall').select('seq').where('accountId', '=', accountId).orderBy('seq').execute(),
  );

describe('At one time', () => {
  it('several that weigh, a proof of delivery and calls that go on coming give every call one place, and one finding each', async () => {
    const accountId = await accountOf(prairie, { name: 'Sunrise', callerIdPolicy: 'own-only' });
    await refusedCalls(prairie, callsOf(accountId, 0, 50));
    await prairie.run(noor, watchStrikes, {});
    const [finding] = (await prairie.run(noor, showStrikes, { accountId })).findings;
    await prairie.at(new Date(start + 30 * HOUR).toISOString());
    const deliveredAt = new Date(start + HOUR).toISOString();
    const proof = { findingId: finding?.id ?? '', deliveredAt, how: 'courier', evidence: 'receipt' } as const;
    await Promise.all([
      ...Array.from({ length: 8 }, (_, n) => refusedCalls(prairie, callsOf(accountId, (n + 1) * HOUR, 25))),
      ...Array.from({ length: 4 }, () => prairie.run(noor, watchStrikes, {})),
      prairie.run(noor, deliverWarning, proof),
      refusedCalls(prairie, callsOf(accountId, 29 * HOUR, 10)),
    ]);
    await prairie.run(noor, watchStrikes, {});
    const shown = await prairie.run(noor, showStrikes, { accountId });
    expect(shown).toMatchObject({ standing: 'termination-ordered', waiting: 0, findings: [{}, {}] });
    expect(shown.findings.map(({ calls }) => calls).reduce((a, b) => a + b)).toBe(260);
    const places = new Set((await seqsOf(accountId)).map(({ seq }) => seq));
    expect(places.size).toBe(260);
    const acts = shown.timeline.filter(({ kind }) => kind !== 'wrong-caller-id').map(({ seq }) => seq);
    expect(acts).toHaveLength(1);
    expect(Math.max(...acts, ...[...places].map(Number))).toBe(261);
  });

  it('the gate keeps a refused call while somebody has the account locked', async () => {
    const accountId = await accountOf(prairie, { name: 'Moonrise', callerIdPolicy: 'own-only' });
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const locking = prairie.look(async ({ tx }) => {
      await tx.selectFrom('voiceAccount').select('id').where('id', '=', accountId).forUpdate().execute();
      await opened;
    });
    expect(await refusedCalls(prairie, callsOf(accountId, 0, 3))).toHaveLength(3);
    open();
    await locking;
    expect(await prairie.run(noor, watchStrikes, {})).toMatchObject({ calls: 3 });
  });
});

describe('A customer whose dialer gone wrong had ten thousand calls refused', () => {
  it('has one finding with all of them, weighed five thousand at a time', async () => {
    const accountId = await accountOf(prairie, { name: 'Dialers Inc', callerIdPolicy: 'own-only' });
    for (let n = 0; n < 10; n += 1) await refusedCalls(prairie, callsOf(accountId, n * HOUR, 1000));
    await refusedCalls(prairie, callsOf(accountId, 11 * HOUR, 1));
    const weighed: number[] = [];
    const took: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const began = performance.now();
      weighed.push((await prairie.run(noor, watchStrikes, {})).calls);
      took.push(performance.now() - began);
    }
    expect(weighed).toEqual([5000, 5000, 1]);
    // no transaction of ours lasts five seconds
    expect(Math.max(...took)).toBeLessThan(5000);
    expect(await prairie.run(noor, showStrikes, { accountId })).toMatchObject({ findings: [{ calls: 10_001 }] });
  });
});
