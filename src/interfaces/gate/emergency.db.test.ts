import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certify, openGate, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import type { Call } from '../../robocall/call-gate/call.ts';
import { retireSigningCredential } from '../../robocall/signing/credentials/retire.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let gate: TestGate;
let numbers = 15152000300;

type Kind = 'active' | 'suspended' | 'terminated' | 'struck-out' | 'refused' | 'ended';

const DAY = 86_400_000;

/** An account of its own with a verified number, brought into a state; the gate has read it. */
const accountIn = async (kind: Kind, whenBlind: 'pass-unsigned' | 'refuse'): Promise<{ id: string; from: string }> => {
  numbers += 1;
  const number = numbers;
  const id = await accountOf(prairie, { name: `${kind} ${whenBlind} ${number}`, callerIdPolicy: 'own-only' });
  await rightTo(prairie, id, number, true);
  await prairie.look(async ({ tx, id: make, at }) => {
    await tx
      .updateTable('voiceAccount')
      .set({ whenBlind, endedAt: kind === 'ended' ? at : null })
      .where('id', '=', id)
      .execute();
    const { caseId } = await tx
      .selectFrom('voiceAccount')
      .select('caseId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (kind === 'refused')
      await tx
        .insertInto('onboardingDecision')
        .values({
          id: make(),
          caseId,
          outcome: 'refused',
          tier: 'standard',
          points: 0,
          reason: 'looked at again',
          preparedBy: noor.id,
          decidedBy: noor.id,
          deciderName: 'Noor Haddad',
          decidedAt: at + 1,
          validUntil: null,
        })
        .execute();
    if (kind === 'suspended' || kind === 'terminated' || kind === 'struck-out')
      await tx
        .insertInto('accountHold')
        .values({
          id: make(),
          accountId: id,
          kind: kind === 'suspended' ? 'suspended' : 'terminated',
          source: kind === 'struck-out' ? 'strikes' : 'officer',
          sourceId: null,
          reason: 'by order',
          fromAt: at,
          placedBy: 'Noor Haddad',
          endedAt: null,
          endedBy: null,
          endedReason: null,
        })
        .execute();
  });
  await gate.gate.catchUp();
  return { id, from: `+${number}` };
};

let calls = 0;
const call = (accountId: string | null, from: string, to: string): Call => {
  calls += 1;
  return {
    carrierId: prairie.id,
    accountId,
    callId: `call-${calls}`,
    from,
    to: [to],
    diverted: null,
    asked: null,
    reportsEnd: true,
    iat: null,
    origid: null,
    trunk: null,
    sourceIp: null,
    placedAt: null,
  };
};
const ask = (accountId: string | null, from: string, to: string) => gate.gate.authorize(call(accountId, from, to));

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  await certify(prairie, noor, '709J');
  gate = await openGate(home.connections);
});
afterAll(async () => {
  await gate.close();
  await home.close();
});

const helpers = ['911', '933', '988', '+1911', 'urn:service:sos'];
const other = '+15155550199';

describe('an emergency call', () => {
  const refusedAs: readonly (readonly [Kind, string])[] = [
    ['suspended', 'suspended'],
    ['terminated', 'terminated'],
    ['struck-out', 'struck-out'],
    ['refused', 'not-vetted'],
    ['ended', 'account-ended'],
  ];
  it.each(refusedAs)('is carried while the account is %s and other calls are refused as %s', async (kind, code) => {
    const { id, from } = await accountIn(kind, 'refuse');
    expect((await ask(id, from, other)).refused).toMatchObject({ code });
    for (const to of helpers)
      for (const shown of [from, '+15155550123', 'anonymous'])
        expect(await ask(id, shown, to)).toMatchObject({ carry: true, emergency: true, refused: null });
  });

  it('is carried with a number of somebody else, over the rate and over the sessions, and takes no place of either', async () => {
    const { id, from } = await accountIn('active', 'refuse');
    expect((await ask(id, '+15155550123', other)).refused).toMatchObject({ code: 'caller-id-not-authorized' });
    const many = await Promise.all(Array.from({ length: 40 }, () => ask(id, from, '911')));
    expect(many.every(({ carry, attest }) => carry && attest === 'A')).toBe(true);
    // forty emergency calls later the whole burst of ten is there
    const ten = await Promise.all(Array.from({ length: 10 }, () => ask(id, from, other)));
    expect(ten.every(({ carry }) => carry)).toBe(true);
    const over = await Promise.all(Array.from({ length: 200 }, () => ask(id, from, other)));
    const codes = new Set(over.map(({ refused }) => refused?.code ?? 'carried'));
    expect(codes).toContain('rate-limit');
    expect(await ask(id, from, '911')).toMatchObject({ carry: true, emergency: true });
  });

  it('is carried when the vetting has lapsed for good; in the fortnight before, other calls are carried below A', async () => {
    const { id, from } = await accountIn('active', 'refuse');
    const { clock } = gate.gate.snapshot.carriers.get(prairie.id) ?? { clock: null };
    const at = (days: number) => new Date((clock ?? 0) + days * DAY).toISOString();
    for (const [days, expected] of [
      [365, { carry: true, attest: 'A' }],
      [367, { carry: true, attest: 'C' }],
      [379, { carry: true, attest: 'C' }],
      [380, { carry: false, refused: { code: 'not-vetted' } }],
    ] as const) {
      await prairie.at(at(days));
      await gate.gate.catchUp();
      expect([days, await ask(id, from, other)]).toMatchObject([days, expected]);
      expect(await ask(id, from, '911')).toMatchObject({ carry: true, emergency: true });
    }
    await prairie.at(at(0));
    await gate.gate.catchUp();
  });

  it('is no refusal on record, whatever else the account is refused', async () => {
    const rows = await prairie.look(({ tx }) =>
      tx.selectFrom('gateRefusal').select('called').where('called', 'in', helpers).execute(),
    );
    expect(rows).toEqual([]);
  });
});

describe('a gate that cannot know', () => {
  it('refuses after thirty seconds an account of which a change could not be read, and after five minutes still', async () => {
    const { id, from } = await accountIn('active', 'pass-unsigned');
    const { snapshot } = gate.gate;
    for (const age of [31_000, 301_000]) {
      snapshot.unread.add(id);
      snapshot.freshAt = performance.now() - age;
      const [plain, help] = [ask(id, from, other), ask(id, from, '911')];
      snapshot.unread.delete(id);
      await gate.gate.catchUp();
      expect((await plain).refused).toMatchObject({ code: 'cannot-know' });
      expect(await help).toMatchObject({ carry: true, emergency: true });
    }
  });

  it('passes the others for five minutes, and from then on by the setting of each', async () => {
    for (const [whenBlind, expected] of [
      ['pass-unsigned', { carry: true, attest: null, identity: null }],
      ['refuse', { carry: false, refused: { code: 'cannot-know', cause: 503 } }],
    ] as const) {
      const { id, from } = await accountIn('active', whenBlind);
      const { snapshot } = gate.gate;
      snapshot.freshAt = performance.now() - 299_000;
      const before = ask(id, from, other);
      snapshot.freshAt = performance.now() - 301_000;
      const [after, help] = [ask(id, from, other), ask(id, from, '988')];
      await gate.gate.catchUp();
      expect(await before).toMatchObject({ carry: true, attest: 'A' });
      expect(await after).toMatchObject(expected);
      expect(await help).toMatchObject({ carry: true, emergency: true });
    }
  });

  it('without a key passes unsigned or refuses, as the account asks, and a refused call holds no session', async () => {
    const open = await accountIn('active', 'pass-unsigned');
    const strict = await accountIn('active', 'refuse');
    const { id } = await prairie.look(({ tx }) =>
      tx.selectFrom('signingCredential').select('id').where('retiredAt', 'is', null).executeTakeFirstOrThrow(),
    );
    await prairie.run(noor, retireSigningCredential, { credentialId: id, reason: 'lost', password: noor.password });
    await gate.gate.catchUp();
    expect(await ask(open.id, open.from, other)).toMatchObject({ carry: true, attest: null, identity: null });
    const refused = call(strict.id, strict.from, other);
    expect(await gate.gate.authorize(refused)).toMatchObject({ carry: false, refused: { code: 'cannot-sign' } });
    expect(await gate.gate.end(strict.id, refused.callId)).toBe(false);
    expect(await ask(strict.id, strict.from, '911')).toMatchObject({ carry: true, emergency: true, identity: null });
  });
});
