import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenSip } from '../../src/interfaces/sip/serve.ts';
import type { Listening } from '../../src/interfaces/sip/udp.ts';
import { listRefusals } from '../../src/robocall/call-gate/calls.ts';
import { addCredential } from '../../src/robocall/call-gate/credentials.ts';
import { type CertificatePeer, openCertificatePeer } from '../certificate-peer.ts';
import { certificateAuthority, certifyAt, openGate, type TestGate } from '../gate.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../house.ts';
import { freeUdpPort, missingTelephony, type Telephony, telephony } from '../telephony.ts';
import { openedAccount, rightTo } from '../voice-accounts.ts';

const missing = missingTelephony();
if (missing !== '') console.log(`skip: calls through real switches need ${missing}`);

const own = '12152000147';
const spoofed = '12152000999';
const called = '12155550113';

describe.skipIf(missing !== '')('Calls through Kamailio, placed and answered by sipp', () => {
  let home: TestHouse;
  let prairie: TestCarrier;
  let noor: Staff;
  let gate: TestGate;
  let sip: Listening;
  let certificates: CertificatePeer;
  let network: Telephony;
  let accountId = '';
  let [redirecting, asking] = [0, 0];

  beforeAll(async () => {
    home = await house();
    prairie = await home.carrier({});
    noor = await prairie.person('Noor Haddad', 'network');
    const limits = { callsPerSecond: 2000, burst: 2000, sessions: 20_000, leaseSeconds: null };
    ({ accountId } = await openedAccount(prairie, noor, 'Riverside Dental', limits));
    await rightTo(prairie, accountId, Number(own), true);
    certificates = await openCertificatePeer();
    const made = await certifyAt(prairie, noor, '709J', `${certificates.address}/709J.pem`);
    certificates.pages.set('/709J.pem', made.pem);
    await prairie.run(noor, addCredential, { name: 'Kamailio by SIP', kind: 'address', address: '127.0.0.1' });
    const { secret } = await prairie.run(noor, addCredential, { name: 'Kamailio by REST', kind: 'key' });
    gate = await openGate(home.connections);
    sip = await listenSip(gate.gate, { host: '127.0.0.1', port: 0 }, (line) => gate.complaints.push(line));

    network = telephony(certificates.settings.webAuthorities ?? []);
    writeFileSync(join(network.folder, 'authority.pem'), certificateAuthority);
    const [answers, verifier] = [await freeUdpPort(), await freeUdpPort()];
    [redirecting, asking] = [await freeUdpPort(), await freeUdpPort()];
    await network.answerer(answers);
    await network.switchOf('test/fixtures/sip/verifier.cfg', verifier, {
      ONWARD: `"sip:127.0.0.1:${answers}"`,
      CACHE: `"${network.folder}"`,
      AUTHORITY: `"CertCAFile=${join(network.folder, 'authority.pem')}"`,
    });
    const ONWARD = `"sip:127.0.0.1:${verifier}"`;
    const byRedirect = {
      GATE: `"sip:127.0.0.1:${sip.port}"`,
      ACCOUNT: `"X-Compline-Account: ${accountId}\\r\\n"`,
    };
    await network.switchOf('docs/guide/kamailio-redirect.cfg', redirecting, { ...byRedirect, ONWARD });
    await network.switchOf('docs/guide/kamailio-rest.cfg', asking, {
      GATE: `"http://127.0.0.1:${gate.port}/v1/calls:authorize"`,
      HEADERS: `"Content-Type: application/json\\r\\nAuthorization: Bearer ${secret}"`,
      ACCOUNT: `"${accountId}"`,
      ONWARD,
    });
  });
  afterAll(async () => {
    await network?.close();
    await sip?.close();
    await gate?.close();
    await certificates?.close();
    await home?.close();
  });

  const place = async (scenario: string, to: number, call: { from: string; calls: number; rate: number }) => {
    const { successful, failed, said } = await network.call(scenario, to, { called, ...call });
    if (failed > 0) console.log(said, network.logs());
    return { successful, failed };
  };
  const one = { calls: 1, rate: 1 };

  for (const [how, port] of [
    ['the SIP redirect', () => redirecting],
    ['http_client and the REST API', () => asking],
  ] as const)
    describe(`by ${how}`, () => {
      it('a call with the customer’s own number is signed, the token holds for secsipid, and the call is answered', async () => {
        expect(await place('calls.xml', port(), { from: own, ...one })).toEqual({ successful: 1, failed: 0 });
        expect(certificates.asked).toEqual(['/709J.pem']);
      });

      it('a number that is not assigned to the customer is refused at the caller, with the reason', async () => {
        const before = (await prairie.run(noor, listRefusals, { accountId })).items.length;
        expect(await place('refused.xml', port(), { from: spoofed, ...one })).toEqual({ successful: 1, failed: 0 });
        const { items } = await prairie.run(noor, listRefusals, { accountId });
        expect([items.length, items[0]?.calling]).toEqual([before + 1, spoofed]);
      });
    });

  // the whole load wants both cores for itself: `npm run test:all`
  const [rate, calls] = process.env.COMPLINE_TEST_ALL === undefined ? [50, 250] : [500, 5000];

  it(`${calls} calls at ${rate} a second are all signed, verified and answered: none is lost`, async () => {
    const load = { from: own, calls, rate };
    expect(await place('answered.xml', redirecting, load)).toEqual({ successful: calls, failed: 0 });
  });

  it('nothing went wrong at the gate meanwhile', () => {
    // where the machine is slow, answers wait on the disk for the database: that is meant
    expect(gate.complaints.filter((line) => !line.includes('is written to the disk'))).toEqual([]);
  });
});
