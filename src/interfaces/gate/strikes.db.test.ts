import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify, openGate, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { workAll } from '../../../test/work.ts';
import { addCredential } from '../../robocall/call-gate/credentials.ts';
import { deliverWarning } from '../../robocall/strikes/deliver.ts';
import { signException } from '../../robocall/strikes/except.ts';
import { showStrikes } from '../../robocall/strikes/show.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let dana: Staff;
let gate: TestGate;
let [accountId, key] = ['', ''];

const start = Date.parse('2026-06-01T15:00:00Z');
const DAY = 86_400_000;
const own = '+15152000147';
const spoofed = '+15155550123';

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: start });
  noor = await prairie.person('Noor Haddad', 'network');
  dana = await prairie.person('Dana Ruiz', 'officer');
  accountId = await accountOf(prairie, { name: 'Sunrise Dialing', callerIdPolicy: 'own-only' });
  await rightTo(prairie, accountId, 15152000147, true);
  const added = await prairie.run(noor, addCredential, { name: 'its dialer', kind: 'key', accountId });
  key = added.secret ?? '';
  await certify(prairie, noor, '709J');
  gate = await openGate(home.connections);
});
afterAll(async () => {
  await gate.close();
  await home.close();
});

let calls = 0;
const ask = async (from: string, to: string, path: 'authorize' | 'explain') => {
  calls += 1;
  const body = { callId: `call-${calls}`, from, to };
  return (await gate.post(key, `/v1/calls:${path}`, body)).body;
};
const other = '+15155550199';
const call = (from: string) => ask(from, other, 'authorize');
const show = () => prairie.run(noor, showStrikes, { accountId });

/** The carrier's clock, as the gate has read it too. */
const clock = async (at: number) => {
  await prairie.at(new Date(at).toISOString());
  await gate.gate.catchUp();
};

/** The work that the gate itself asked for, done as the server's worker would. */
const weighed = () =>
  expect.poll(async () => (await workAll(home, noOutside)).includes('strikes.watch'), { timeout: 10_000 }).toBe(true);

const within = (check: () => Promise<unknown>) => expect.poll(check, { timeout: 5000, interval: 50 });

describe('An account that shows numbers of others', () => {
  it('is refused from its first call on, and has a finding and a warning under way moments later', async () => {
    expect(await call(spoofed)).toMatchObject({ carry: false, refused: { code: 'caller-id-not-authorized' } });
    await weighed();
    const shown = await show();
    expect(shown).toMatchObject({ standing: 'warned', service: 'active', findings: [{ calls: 1 }] });
    expect(shown.notices).toMatchObject([{ kind: 'warning' }]);
    expect(await call(own)).toMatchObject({ carry: true });
  });

  it('gets no finding for a call that is only explained, nor for an emergency call', async () => {
    expect(await ask(spoofed, other, 'explain')).toMatchObject({ carry: false });
    expect(await ask(spoofed, '911', 'authorize')).toMatchObject({ carry: true, emergency: true });
    expect(await show()).toMatchObject({ waiting: 0, findings: [{ calls: 1 }] });
  });

  it('goes on within 24 hours of its warning as one finding; after them its next call suspends it at the gate in five seconds', async () => {
    const { findings } = await show();
    const deliveredAt = new Date(start).toISOString();
    const proof = { how: 'return-receipt', evidence: 'receipt of 1 June' } as const;
    await prairie.run(noor, deliverWarning, { findingId: findings[0]?.id ?? '', deliveredAt, ...proof });
    await clock(start + DAY);
    await call(spoofed);
    await weighed();
    expect(await show()).toMatchObject({ standing: 'warned', findings: [{ calls: 2 }] });
    expect(await call(own)).toMatchObject({ carry: true });
    await clock(start + DAY + 1);
    expect(await call(spoofed)).toMatchObject({ refused: { code: 'caller-id-not-authorized' } });
    await weighed();
    await within(() => call(own)).toMatchObject({
      carry: false,
      refused: { code: 'struck-out', cite: '47 CFR 64.6305(a)(2)' },
    });
    expect(await show()).toMatchObject({ standing: 'termination-ordered', service: 'suspended' });
  });

  it('still reaches 911, whatever number it shows', async () => {
    for (const from of [own, spoofed])
      expect(await ask(from, '911', 'authorize')).toMatchObject({ carry: true, emergency: true, refused: null });
    expect(await show()).toMatchObject({ waiting: 0, findings: [{}, { calls: 1 }] });
  });

  it('is carried again in five seconds once an officer signs an exception by name', async () => {
    const { findings } = await show();
    const input = {
      findingId: findings[1]?.id ?? '',
      reason: 'a test dialer, now switched off',
      password: dana.password,
    };
    await prairie.run(dana, signException, input);
    await within(() => call(own)).toMatchObject({ carry: true });
    expect(await call(spoofed)).toMatchObject({ carry: false });
  });
});
