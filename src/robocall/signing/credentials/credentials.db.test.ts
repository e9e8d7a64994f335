import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  authorityFacts,
  leafFacts,
  type Made,
  makeCertificate,
  renewedCertificate,
} from '../../../../test/certificates.ts';
import { openGate, type TestGate } from '../../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { openedAccount, rightTo } from '../../../../test/voice-accounts.ts';
import { dateAt } from '../../../carriers/promises/local-time.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import { addCredential } from '../../call-gate/credentials.ts';
import { addSigningCredential } from './add.ts';
import { signingDues } from './dues.ts';
import { listSigningCredentials } from './list.ts';
import { addSigningPaper, listSigningPapers } from './papers.ts';
import { pickUpChains } from './pick-up.ts';
import { retireSigningCredential } from './retire.ts';

// The carrier's own certificates while calls go on: no restart, no call without a signature in between.

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let gate: TestGate;
let [account, key] = ['', ''];

const own = '+15152000147';
const day = 86_400_000;
const lasting = { notBefore: Date.now() - 400 * day, notAfter: Date.now() + 400 * day };
const root = makeCertificate({ ...authorityFacts(Date.now(), 'Test ROOT'), ...lasting }, null);
const leaf = (spc: string, days: number): Made =>
  makeCertificate({ ...leafFacts(Date.now(), spc), notAfter: Date.now() + days * day }, root);

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.now() });
  noor = await prairie.person('Noor Haddad', 'network');
  const limits = { callsPerSecond: 1000, burst: 1000, sessions: 10_000, leaseSeconds: 1 };
  ({ accountId: account } = await openedAccount(prairie, noor, 'Riverside Dental', limits));
  await rightTo(prairie, account, 15152000147, true);
  key = (await prairie.run(noor, addCredential, { name: 'Kamailio 1', kind: 'key' })).secret ?? '';
  gate = await openGate(home.connections);
});
afterAll(async () => {
  await gate.close();
  await home.close();
});

const load = (made: Made, spc: string, x5u: string) =>
  prairie.run(noor, addSigningCredential, {
    chain: made.pem + root.pem,
    x5u,
    expectedSpc: spc,
    key: made.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    password: noor.password,
  });
const certificates = async () => (await prairie.run(noor, listSigningCredentials, {})).items;

let calls = 0;
/** The address of the certificate that signed a call, or null. */
const signedBy = async (): Promise<string | null> => {
  calls += 1;
  const call = { account, callId: `call-${calls}`, from: own, to: '+15155550199' };
  const { identity } = (await gate.post(key, '/v1/calls:authorize', call)).body;
  return /info=<([^>]+)>/.exec(String(identity))?.[1] ?? null;
};
const dues = async () =>
  (await prairie.look((ctx) => signingDues(ctx, new Map()))).map(({ key: which, day: on }) => [which, dateOfDay(on)]);
const on = (at: number) => prairie.look(async (ctx) => dateAt(ctx, at));

describe('A certificate of our own', () => {
  it('signs as soon as it is loaded; a newer one takes over without a restart, and hands back when it is retired', async () => {
    expect(await signedBy()).toBeNull();
    const first = 'https://certificates.example/709J-1.pem';
    const second = 'https://certificates.example/709J-2.pem';
    await load(leaf('709J', 60), '709J', first);
    await expect.poll(signedBy, { timeout: 5000 }).toBe(first);
    const { id } = await load(leaf('709J', 90), '709J', second);
    await expect.poll(signedBy, { timeout: 5000 }).toBe(second);
    await prairie.run(noor, retireSigningCredential, { credentialId: id, reason: 'lost', password: noor.password });
    await expect.poll(signedBy, { timeout: 5000 }).toBe(first);
    expect(await certificates()).toMatchObject([
      { x5u: first, retired: null, daysLeft: 59 },
      { x5u: second, retired: expect.any(String), retiredWhy: 'lost' },
    ]);
  });

  it('of another code signs for the accounts that have that code, and the others go on with theirs', async () => {
    const other = 'https://certificates.example/818H.pem';
    await load(leaf('818H', 60), '818H', other);
    await prairie.look(({ tx }) =>
      tx.updateTable('voiceAccount').set({ spc: '818H' }).where('id', '=', account).execute(),
    );
    await expect.poll(signedBy, { timeout: 5000 }).toBe(other);
    await prairie.look(({ tx }) =>
      tx.updateTable('voiceAccount').set({ spc: '709J' }).where('id', '=', account).execute(),
    );
    await expect.poll(signedBy, { timeout: 5000 }).toBe('https://certificates.example/709J-1.pem');
  });

  it('has its key in the database under a passphrase that is not there', async () => {
    const [row] = await prairie.look(({ tx }) => tx.selectFrom('signingCredential').select('sealedKey').execute());
    expect(row?.sealedKey).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  });
});

describe('The watched folder', () => {
  const folder = () => join(home.dataFolder, 'certificates', prairie.id);

  it('gives a renewed chain of a key in force to the gate, and puts aside what belongs to no key, with the reason', async () => {
    const spc = '222K';
    const aging = leaf(spc, 2);
    const x5u = 'https://certificates.example/222K.pem';
    await load(aging, spc, x5u);
    await prairie.look(({ tx }) => tx.updateTable('voiceAccount').set({ spc }).where('id', '=', account).execute());
    const renewed = renewedCertificate(aging, { ...leafFacts(Date.now(), spc), notAfter: Date.now() + 7 * day }, root);
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'renewed.pem'), renewed.pem + root.pem);
    writeFileSync(join(folder(), 'strange.pem'), leaf(spc, 60).pem + root.pem);
    writeFileSync(join(folder(), 'torn.pem'), renewed.pem.slice(0, 200));
    expect(await prairie.run(noor, pickUpChains, {})).toEqual({
      taken: ['renewed.pem'],
      refused: [
        { file: 'strange.pem', why: 'The key does not belong to the certificate.' },
        { file: 'torn.pem', why: 'The chain holds no certificate in PEM, or one that cannot be read.' },
      ],
    });
    expect(readdirSync(folder()).sort()).toEqual(['renewed.pem.taken', 'strange.pem.refused', 'torn.pem.refused']);
    const of = (await certificates()).filter((one) => one.spc === spc);
    expect(of.map(({ daysLeft }) => daysLeft)).toEqual([6, 1]);
    // the same chain again is no news
    writeFileSync(join(folder(), 'again.pem'), renewed.pem + root.pem);
    expect(await prairie.run(noor, pickUpChains, {})).toEqual({ taken: ['again.pem'], refused: [] });
    await expect.poll(signedBy, { timeout: 5000 }).toBe(x5u);
  });
});

describe('What is due', () => {
  it('is the renewal of a certificate in the last third of its time, and of a token in its last month', async () => {
    expect(await dues()).toEqual([]);
    const short = makeCertificate(
      { ...leafFacts(Date.now(), '333L'), notBefore: Date.now() - 5 * day, notAfter: Date.now() + 2 * day },
      root,
    );
    await load(short, '333L', 'https://certificates.example/333L.pem');
    const day2 = await on(short.facts.notAfter);
    expect(await dues()).toEqual([['signing-credential:333L', day2]]);
    await load(leaf('333L', 60), '333L', 'https://certificates.example/333L.pem');
    expect(await dues()).toEqual([]);
    const [fromDay, untilDay, later] = await Promise.all([-300, 20, 400].map((n) => on(Date.now() + n * day)));
    const token = { kind: 'spc-token', code: '709J', issuer: 'Policy Administrator' } as const;
    await prairie.run(noor, addSigningPaper, { ...token, fromDay: fromDay ?? '', untilDay: untilDay ?? '' });
    await prairie.run(noor, addSigningPaper, { ...token, kind: 'ocn', fromDay: fromDay ?? '', untilDay: null });
    expect(await dues()).toEqual([['signing-paper:spc-token:709J', untilDay]]);
    await prairie.run(noor, addSigningPaper, { ...token, fromDay: untilDay ?? '', untilDay: later ?? '' });
    expect(await dues()).toEqual([]);
    expect((await prairie.run(noor, listSigningPapers, {})).items).toHaveLength(3);
  });
});
