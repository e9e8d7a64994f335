import { createHash, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Made } from '../../../test/certificates.ts';
import { certify, openGate, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { client } from '../../db/migrate.ts';
import { setLimits } from '../../robocall/accounts/limits.ts';
import { listRefusals, showCall } from '../../robocall/call-gate/calls.ts';
import { addCredential, endCredential } from '../../robocall/call-gate/credentials.ts';

let home: TestHouse;
let prairie: TestCarrier;
let harbor: TestCarrier;
let noor: Staff;
let gate: TestGate;
let certificate: Made;
let [account, other, key, switchKey] = ['', '', '', ''];

const own = '+15152000147';

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
  noor = await prairie.person('Noor Haddad', 'network');
  account = await accountOf(prairie, { name: 'Riverside Dental', callerIdPolicy: 'own-only' });
  // a quick machine asks more than ten times at once
  const limits = { callsPerSecond: 100, burst: 1000, sessions: 1000, leaseSeconds: null };
  await prairie.run(noor, setLimits, { accountId: account, limits, reason: 'set up for a test' });
  await harbor.person('Finn Roe', 'network');
  other = await accountOf(harbor, { name: 'Bay Tow', callerIdPolicy: 'own-only' });
  await rightTo(prairie, account, 15152000147, true);
  await rightTo(prairie, account, 15152000148, false);
  const added = await prairie.run(noor, addCredential, {
    name: 'PBX of Riverside Dental',
    kind: 'key',
    accountId: account,
  });
  key = added.secret ?? '';
  const trunks = { 'trunk-7': account };
  const forSwitch = await prairie.run(noor, addCredential, { name: 'Kamailio 1', kind: 'key', trunks });
  switchKey = forSwitch.secret ?? '';
  certificate = await certify(prairie, noor, '709J');
  gate = await openGate(home.connections);
});
afterAll(async () => {
  await gate.close();
  await home.close();
});

let calls = 0;
const ask = (by: string, more: object) => {
  calls += 1;
  return gate.post(by, '/v1/calls:authorize', { callId: `call-${calls}`, from: own, to: '+15155550199', ...more });
};

describe('a call of a customer who has the right to the number shown', () => {
  it('is carried, attested A with the reason, signed under our certificate, and kept before the answer', async () => {
    const { status, body } = await ask(key, { callId: 'first' });
    expect([status, body]).toMatchObject([
      200,
      { callId: 'first', carry: true, emergency: false, refused: null, attest: 'A', asked: null },
    ]);
    const [token = '', ...parameters] = String(body.identity).split(';');
    expect(parameters).toEqual(['info=<https://certificates.example/709J.pem>', 'alg=ES256', 'ppt=shaken']);
    const [header = '', payload = '', signature = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      attest: 'A',
      orig: { tn: '15152000147' },
      dest: { tn: ['15155550199'] },
    });
    const signed = Buffer.from(`${header}.${payload}`);
    const options = { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', signed, options, Buffer.from(signature, 'base64url'))).toBe(true);
    const shown = await prairie.run(noor, showCall, { evidenceId: String(body.evidenceId), reason: 'traceback drill' });
    expect(shown).toMatchObject({ proved: true, call: { call: 'first', carry: true, attest: 'A', account } });
  });

  it('is signed B while nobody verified the right, and never higher than was asked', async () => {
    expect((await ask(key, { from: '5152000148' })).body).toMatchObject({ carry: true, attest: 'B' });
    expect((await ask(key, { attest: 'B' })).body).toMatchObject({ carry: true, attest: 'B', asked: 'B' });
  });
});

describe('a call that shows a number of somebody else', () => {
  it('is refused with the law, and stands among the refusals', async () => {
    const { status, body } = await ask(key, { from: '+15155550123', callId: 'spoof' });
    expect([status, body]).toMatchObject([
      200,
      { carry: false, identity: null, refused: { code: 'caller-id-not-authorized', cite: '47 CFR 64.6305(a)(2)' } },
    ]);
    const { items } = await prairie.run(noor, listRefusals, { accountId: account });
    expect(items[0]).toMatchObject({ callId: 'spoof', calling: '+15155550123', code: 'caller-id-not-authorized' });
  });
});

describe('a request with a control character', () => {
  it('is told so by the field, and no other call of its moment is lost by it', async () => {
    const [bad, good] = await Promise.all([ask(key, { callId: 'a\u0000b' }), ask(key, { callId: 'beside' })]);
    expect([bad.status, JSON.stringify(bad.body)]).toEqual([400, expect.stringContaining('callId')]);
    expect(good.body).toMatchObject({ carry: true, callId: 'beside' });
    for (const field of ['from', 'to', 'trunk', 'sourceIp'])
      expect((await ask(key, { [field]: '1\u00005' })).status).toBe(400);
  });
});

describe('who asks', () => {
  it('a switch names the account by header, field or trunk; unnamed it is refused, never guessed from the number', async () => {
    expect((await ask(switchKey, {})).body).toMatchObject({ carry: false, refused: { code: 'account-unknown' } });
    expect((await ask(switchKey, { trunk: 'trunk-7' })).body).toMatchObject({ carry: true, attest: 'A' });
    expect((await ask(switchKey, { account })).body).toMatchObject({ carry: true, attest: 'A' });
    expect((await ask(switchKey, { account: other })).body).toMatchObject({ refused: { code: 'account-unknown' } });
    expect((await ask(key, { account: other })).body).toMatchObject({ refused: { code: 'account-unknown' } });
  });

  it('an unknown key is told how to get one; an ended one is refused within seconds', async () => {
    expect((await ask('cg_nobody', {})).status).toBe(401);
    const { id, secret } = await prairie.run(noor, addCredential, { name: 'spare', kind: 'key', accountId: account });
    await gate.gate.catchUp();
    expect((await ask(secret ?? '', {})).body).toMatchObject({ carry: true });
    await prairie.run(noor, endCredential, { credentialId: id, reason: 'stolen laptop' });
    await expect.poll(async () => (await ask(secret ?? '', {})).status, { timeout: 5000 }).toBe(401);
  });
});

describe('limits', () => {
  it('stop what is over the burst, and what is explained takes nothing', async () => {
    const small = await accountOf(prairie, { name: 'Small Shop', callerIdPolicy: 'own-only' });
    await rightTo(prairie, small, 15152000200, true);
    await gate.gate.catchUp();
    const explain = () =>
      gate.post(switchKey, '/v1/calls:explain', {
        callId: 'x',
        account: small,
        from: '+15152000200',
        to: '+15155550199',
      });
    for (let n = 0; n < 12; n += 1) expect((await explain()).body).toMatchObject({ carry: true, evidenceId: null });
    const begun = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => ask(switchKey, { account: small, from: '+15152000200' })),
    );
    const seconds = (performance.now() - begun) / 1000;
    const refused = answers.filter(({ body }) => body.carry === false);
    // ten at once and five a second, whatever the machine does meanwhile
    expect(80 - refused.length).toBeGreaterThanOrEqual(10);
    expect(80 - refused.length).toBeLessThanOrEqual(10 + Math.ceil(5 * seconds));
    expect(refused[0]?.body).toMatchObject({ refused: { code: 'rate-limit' }, attest: null, identity: null });
  });
});

describe('limits that are set anew', () => {
  it('hold at the gate as soon as it has read them: less, and more again', async () => {
    const small = await accountOf(prairie, { name: 'Growing Shop', callerIdPolicy: 'own-only' });
    await rightTo(prairie, small, 15152000201, true);
    const burstAtTheGate = async (burst: number): Promise<number> => {
      const limits = { callsPerSecond: 1, burst, sessions: 100, leaseSeconds: null };
      await prairie.run(noor, setLimits, { accountId: small, limits, reason: 'asked for by the customer' });
      await gate.gate.catchUp();
      const call = () =>
        gate.post(switchKey, '/v1/calls:explain', {
          callId: 'x',
          account: small,
          from: '+15152000201',
          to: '+15155550199',
        });
      expect((await call()).body).toMatchObject({ carry: true });
      return gate.gate.snapshot.accounts.get(small)?.rate.burst ?? 0;
    };
    expect(await burstAtTheGate(2)).toBe(2);
    expect(await burstAtTheGate(50)).toBe(50);
  });
});

describe('emergency calls', () => {
  it('are carried from an account that is struck out, with any number shown, and from one that a switch did not name', async () => {
    const held = await accountOf(prairie, { name: 'Held Co', callerIdPolicy: 'own-only' });
    await prairie.look(({ tx, id, at }) =>
      tx
        .insertInto('accountHold')
        .values({
          id: id(),
          accountId: held,
          kind: 'terminated',
          source: 'strikes',
          sourceId: null,
          reason: 'second finding',
          fromAt: at,
          placedBy: 'system',
          endedAt: null,
          endedBy: null,
          endedReason: null,
        })
        .execute(),
    );
    await gate.gate.catchUp();
    for (const to of ['911', '933', '988', '+1911', 'urn:service:sos'])
      for (const by of [{ account: held, from: '+15155550123' }, { account: held, from: 'anonymous' }, {}])
        expect((await ask(switchKey, { to, ...by })).body).toMatchObject({
          carry: true,
          emergency: true,
          refused: null,
        });
    expect((await ask(switchKey, { account: held })).body).toMatchObject({
      carry: false,
      refused: { code: 'struck-out', reason: expect.stringContaining('second finding') },
    });
  });
});

describe('the signing request of ATIS-1000082', () => {
  const signing = (more: object) =>
    gate.post(key, '/stir/v1/signing', {
      signingRequest: {
        attest: 'A',
        orig: { tn: '15152000147' },
        dest: { tn: ['12355551212'] },
        iat: Math.floor(Date.now() / 1000),
        origid: 'de305d54-75b4-431b-adb2-eb6b9e546014',
        ...more,
      },
    });

  it('gives the Identity, and the lower of asked and computed', async () => {
    const { status, body } = await signing({});
    expect(status).toBe(200);
    const { identity } = body.signingResponse as { identity: string };
    expect(identity).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{86};info=<https:\/\/[^>]+>;alg=ES256;ppt=shaken$/);
    expect(createHash('sha256').update(identity).digest('hex')).toHaveLength(64);
    const lower = (await signing({ orig: { tn: '15152000148' } })).body.signingResponse as { identity: string };
    expect(JSON.parse(Buffer.from(lower.identity.split('.')[1] ?? '', 'base64url').toString()).attest).toBe('B');
  });

  it('refuses by the gate with a code of our own, and what is wrong by the standard’s table', async () => {
    expect(await signing({ orig: { tn: '15155550123' } })).toMatchObject({
      status: 403,
      body: { requestError: { policyException: { messageId: 'POL4108' } } },
    });
    const missing = { requestError: { serviceException: { messageId: 'SVC4001', variables: ['iat'] } } };
    expect(await signing({ iat: undefined })).toMatchObject({ status: 400, body: missing });
    for (const bad of [
      { attest: 'X' },
      { iat: '1443208345' },
      { origid: 'no' },
      { orig: { tn: '1 2' } },
      { dest: { tn: [] } },
    ])
      expect(await signing(bad)).toMatchObject({
        status: 400,
        body: { requestError: { serviceException: { messageId: 'SVC4005' } } },
      });
  });
});

describe('while the database takes nothing', () => {
  it('calls are answered from memory, wait on the disk, and are on record when it is back', async () => {
    const db = await client(home.address, 'database' in home.address ? home.address.database : '');
    await db.query('alter table gate_group rename to gate_group_away');
    const { body } = await ask(key, { callId: 'meanwhile' });
    const emergency = await ask(switchKey, { callId: 'help', to: '911', from: 'anonymous' });
    await db.query('alter table gate_group_away rename to gate_group');
    await db.end();
    expect(body).toMatchObject({ carry: true, attest: 'A', evidenceId: expect.stringMatching(/\.0$/) });
    expect(emergency.body).toMatchObject({ carry: true, emergency: true });
    const onRecord = () =>
      prairie.look(async ({ tx }) => {
        const groups = await tx.selectFrom('gateGroup').select('lines').execute();
        return groups
          .flatMap(({ lines }) => (lines ?? '').split('\n'))
          .filter((line) => /"(meanwhile|help)"/.test(line)).length;
      });
    await expect.poll(onRecord, { timeout: 15_000 }).toBe(2);
  });
});
