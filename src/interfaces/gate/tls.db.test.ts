// Equipment that shows a certificate instead of a key: the one listed, proven by the connection, and no other.
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leafFacts, type Made, makeCertificate } from '../../../test/certificates.ts';
import { certify, openGate, type TestGate } from '../../../test/gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import type { Reply } from '../../../test/over-http.ts';
import { accountOf, rightTo } from '../../../test/voice-accounts.ts';
import { addCredential, endCredential } from '../../robocall/call-gate/credentials.ts';
import { listenTls } from './tls.ts';

const folder = mkdtempSync(join(tmpdir(), 'compline-tls-'));
const day = 86_400_000;
let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let gate: TestGate;
let account = '';
let secure: Awaited<ReturnType<typeof listenTls>>;

const pemOf = ({ key }: Made): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const fingerprintOf = (made: Made): string =>
  new X509Certificate(made.der).fingerprint256.replaceAll(':', '').toLowerCase();

const own = makeCertificate(leafFacts(Date.now(), 'PBX1'), null);
const stranger = makeCertificate(leafFacts(Date.now(), 'PBX1'), null);
const over = makeCertificate(
  { ...leafFacts(Date.now(), 'PBX2'), notBefore: Date.now() - 9 * day, notAfter: Date.now() - day },
  null,
);

const ask = (shown: Made | null, more: object): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const certificate = shown === null ? {} : { cert: shown.pem, key: pemOf(shown) };
    const options = {
      ...certificate,
      port: secure.port,
      host: '127.0.0.1',
      rejectUnauthorized: false,
      agent: false,
    } as const;
    const headers = { 'content-type': 'application/json' };
    const sent = request({ ...options, method: 'POST', path: '/v1/calls:authorize', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ callId: 'c1', from: '+15152000147', to: '+15155550199', ...more }));
  });

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  account = await accountOf(prairie, { name: 'Riverside Dental', callerIdPolicy: 'own-only' });
  await rightTo(prairie, account, 15152000147, true);
  await certify(prairie, noor, '709J');
  gate = await openGate(home.connections);
  const served = makeCertificate(leafFacts(Date.now(), 'GATE'), null);
  const files = { certificate: join(folder, 'gate.pem'), key: join(folder, 'gate.key') };
  writeFileSync(files.certificate, served.pem);
  writeFileSync(files.key, pemOf(served));
  secure = await listenTls({ ...files, port: 0 }, '127.0.0.1', gate.answering, () => {});
});
afterAll(async () => {
  await secure.close();
  await gate.close();
  await home.close();
  rmSync(folder, { recursive: true });
});

describe('a certificate that is listed', () => {
  it('asks for its account; ended, it is refused', async () => {
    const { id } = await prairie.run(noor, addCredential, {
      ...{ name: 'PBX of Riverside Dental', kind: 'certificate', accountId: account },
      fingerprint: fingerprintOf(own),
    });
    await gate.gate.catchUp();
    expect(await ask(own, {})).toMatchObject({ status: 200, body: { carry: true, attest: 'A' } });
    expect((await ask(stranger, {})).status).toBe(401);
    expect((await ask(null, {})).status).toBe(401);
    await prairie.run(noor, endCredential, { credentialId: id, reason: 'sold' });
    await gate.gate.catchUp();
    expect((await ask(own, {})).status).toBe(401);
  });

  it('is nobody’s once its time is over', async () => {
    await prairie.run(noor, addCredential, {
      ...{ name: 'Old PBX', kind: 'certificate', accountId: account },
      fingerprint: fingerprintOf(over),
    });
    await gate.gate.catchUp();
    expect((await ask(over, {})).status).toBe(401);
  });
});

describe('the files of the gate’s own certificate', () => {
  it('are named when they cannot be read', async () => {
    const missing = { certificate: join(folder, 'none.pem'), key: join(folder, 'gate.key'), port: 0 };
    await expect(listenTls(missing, '127.0.0.1', gate.answering, () => {})).rejects.toMatchObject({
      message: expect.stringContaining('COMPLINE_GATE_TLS_CERTIFICATE'),
    });
  });
});
