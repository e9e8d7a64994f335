import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify, gateLine, openGate, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { attestationControls } from './attestation-control.ts';
import { countSigned } from './count-signed.ts';
import { addCredential } from './credentials.ts';
import type { GateLine } from './line.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let gate: TestGate;
let [dental, farm, key] = ['', '', ''];

const own = '+15152000147';
const called = '+15155550199';
const day = 86_400_000;
const period = { from: Date.now() - day, until: Date.now() + day };

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.now() });
  noor = await prairie.person('Noor Haddad', 'network');
  dental = await accountOf(prairie, { name: 'Riverside Dental', callerIdPolicy: 'own-only' });
  farm = await accountOf(prairie, { name: 'Orchard Farm', callerIdPolicy: 'signed-b' });
  await rightTo(prairie, dental, 15152000147, true);
  await certify(prairie, noor, '709J');
  key = (await prairie.run(noor, addCredential, { name: 'Kamailio 1', kind: 'key' })).secret ?? '';
  gate = await openGate(home.connections);
});
afterAll(async () => {
  await gate.close();
  await home.close();
});

let calls = 0;
const ask = async (account: string, more: object) => {
  calls += 1;
  return (
    await gate.post(key, '/v1/calls:authorize', { account, callId: `call-${calls}`, from: own, to: called, ...more })
  ).body;
};
const control = () => prairie.look((ctx) => attestationControls[0]?.check(ctx, period) ?? expect.unreachable());
const counted = () =>
  prairie.run(noor, countSigned, {
    from: new Date(period.from).toISOString(),
    until: new Date(period.until).toISOString(),
  });

/** A group of one call as a gate that errs would keep it. */
const forged = (line: Partial<GateLine>): Promise<unknown> =>
  prairie.look((ctx) => {
    const lines = gateLine({ at: ctx.at, call: 'forged', account: dental, from: own, ...line });
    const counts = { calls: 1, refused: 0, emergency: 0, signedA: 1, signedB: 0, signedC: 0, unsigned: 0 };
    const row = { id: ctx.id(), fromAt: ctx.at, untilAt: ctx.at, ...counts, lines, linesHash: 'a'.repeat(64) };
    return ctx.tx
      .insertInto('gateGroup')
      .values({ ...row, entryId: ctx.id() })
      .execute();
  });
const forget = () =>
  prairie.look((ctx) =>
    ctx.tx.updateTable('gateGroup').set({ lines: null }).where('linesHash', '=', 'a'.repeat(64)).execute(),
  );

describe('The promise that we attest our calls ourselves (R22)', () => {
  it('is untested while no call was carried, a refused one included', async () => {
    expect(await ask(dental, { from: '+15152000999' })).toMatchObject({
      refused: { code: 'caller-id-not-authorized' },
    });
    expect(await control()).toMatchObject({ status: 'untested', counts: { calls: 1, refused: 1 } });
  });

  it('is kept where every call that was carried is signed, and the plan can say how many at which level', async () => {
    expect(await ask(dental, {})).toMatchObject({ carry: true, attest: 'A' });
    expect(await ask(dental, { attest: 'B' })).toMatchObject({ carry: true, attest: 'B' });
    expect(await ask(farm, { from: '+15152000777' })).toMatchObject({ carry: true, attest: 'B' });
    expect(await ask(dental, { from: '+13122000123', diverted: own })).toMatchObject({ carry: true, attest: 'C' });
    expect(await ask(dental, { to: '911' })).toMatchObject({ carry: true, emergency: true, attest: 'A' });
    const counts = { calls: 6, refused: 1, emergency: 1, signedA: 2, signedB: 2, signedC: 1, unsigned: 0 };
    expect(await counted()).toEqual({ ...counts, notCounted: 0 });
    expect(await control()).toMatchObject({ status: 'kept', counts });
  });

  it('is broken by a call that is on record as signed A without a right to its number', async () => {
    const certificate = await prairie.look((ctx) =>
      ctx.tx.selectFrom('signingCredential').select('fingerprint').executeTakeFirstOrThrow(),
    );
    await forged({ attest: 'A', right: null, certificate: certificate.fingerprint });
    expect(await control()).toMatchObject({ status: 'not kept', because: expect.stringMatching(/verified right/) });
    await forget();
    const right = await prairie.look((ctx) => ctx.tx.selectFrom('numberRight').select('id').executeTakeFirstOrThrow());
    // the right is there, and it is not to this number
    await forged({ from: '+15152000148', attest: 'A', right: right.id, certificate: certificate.fingerprint });
    expect(await control()).toMatchObject({ status: 'not kept', because: expect.stringMatching(/verified right/) });
    await forget();
    await forged({ attest: 'A', right: right.id, certificate: certificate.fingerprint });
    expect(await control()).toMatchObject({ status: 'kept' });
  });

  it('is broken by a certificate that is another’s', async () => {
    await forged({ attest: 'A', right: null, certificate: 'b'.repeat(64) });
    expect(await control()).toMatchObject({ status: 'not kept', because: expect.stringMatching(/not ours/) });
    await forget();
  });

  it('is broken by a call that was passed without a signature, for want of a key', async () => {
    await prairie.look(({ tx }) =>
      tx
        .updateTable('voiceAccount')
        .set({ whenBlind: 'pass-unsigned', spc: '999X' })
        .where('id', '=', dental)
        .execute(),
    );
    await gate.gate.catchUp();
    expect(await ask(dental, {})).toMatchObject({ carry: true, attest: null, identity: null });
    const before = await counted();
    expect(before).toMatchObject({ unsigned: 1 });
    expect(await control()).toMatchObject({
      status: 'not kept',
      because: expect.stringMatching(/^1 of 10 calls/),
      samples: [expect.stringMatching(/^gate-group:/)],
    });
    // an emergency call without a signature breaks nothing
    expect(await ask(dental, { to: '911' })).toMatchObject({ carry: true, emergency: true, identity: null });
    expect(await counted()).toMatchObject({ unsigned: 1, emergency: 2 });
  });

  it('counts signatures apart from calls whose lines were purged before anybody counted', async () => {
    await prairie.look((ctx) => {
      const row = { id: ctx.id(), fromAt: ctx.at, untilAt: ctx.at, calls: 40, refused: 0, emergency: 0 };
      return ctx.tx
        .insertInto('gateGroup')
        .values({ ...row, lines: null, linesHash: 'c'.repeat(64), entryId: ctx.id() })
        .execute();
    });
    expect(await counted()).toMatchObject({ notCounted: 40, signedA: expect.any(Number) });
  });

  it('is not counted in a time that ends before it begins', async () => {
    const [from, until] = ['2026-02-01T00:00:00Z', '2026-01-01T00:00:00Z'];
    await expect(prairie.run(noor, countSigned, { from, until })).rejects.toThrow('until: not after from.');
  });
});
