import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CertificatePeer, openCertificatePeer } from '../../../test/certificate-peer.ts';
import {
  administratorFacts,
  authorityFacts,
  intermediateFacts,
  leafFacts,
  makeCertificate,
  makeRevocationList,
} from '../../../test/certificates.ts';
import { certificateFetch } from '../../outside/certificate-fetch.ts';
import { openVerifierTrust } from './verifier-trust.ts';

const now = Date.now();
const hour = 3_600_000;
const day = 24 * hour;
const root = makeCertificate(authorityFacts(now, 'Test ROOT'), null);
const between = makeCertificate(intermediateFacts(now, 'Test Issuing'), root);
const leaf = makeCertificate(leafFacts(now, '818H'), between);
const administrator = makeCertificate(administratorFacts(now), null);

let peer: CertificatePeer;
let trust: ReturnType<typeof openVerifierTrust>;
beforeAll(async () => {
  peer = await openCertificatePeer();
});
afterAll(() => peer.close());
beforeEach(() => {
  peer.pages.clear();
  peer.asked.length = 0;
  peer.pages.set('/a.pem', leaf.pem + between.pem);
  trust = openVerifierTrust(certificateFetch(peer.settings));
  trust.trust.takeAnchors(Buffer.from(root.pem), now);
  trust.trust.takeAdministrators(Buffer.from(administrator.pem));
});

const at = async (when: number, path = '/a.pem') => {
  const answer = await trust.certificateAt(peer.address + path, when);
  return answer.outcome === 'found' ? answer.certificate.spc : `${answer.outcome}: ${answer.why}`;
};
const revoke = (when: number, ...made: readonly (typeof leaf)[]) =>
  trust.trust.takeRevocationList(
    'administrator',
    makeRevocationList(administrator, {
      at: when,
      until: when + day,
      kind: 'indirect',
      revoked: made.map(({ serial }) => ({
        serial,
        issuer: made.includes(leaf) ? between.facts.subject : root.facts.subject,
      })),
    }),
    when,
  );

describe('The certificate behind a token', () => {
  it('is fetched once for all calls of a day, with its chain, and again after 24 hours', async () => {
    expect(await Promise.all(Array.from({ length: 20 }, () => at(now)))).toEqual(Array(20).fill('818H'));
    expect(await at(now + day - 1)).toBe('818H');
    expect(peer.asked).toHaveLength(1);
    expect(await at(now + day)).toBe('818H');
    expect(peer.asked).toHaveLength(2);
  });

  it('stays as long as its headers say', async () => {
    peer.pages.set('/a.pem', (_request, response) =>
      response.writeHead(200, { 'cache-control': 'max-age=259200' }).end(leaf.pem + between.pem),
    );
    expect(await at(now)).toBe('818H');
    expect(await at(now + 3 * day - 1)).toBe('818H');
    expect(peer.asked).toHaveLength(1);
  });

  it('falls at the moment it is revoked, without a fetch to help it, and rises again when that is taken back', async () => {
    expect(await at(now)).toBe('818H');
    expect(revoke(now, leaf)).toEqual({ taken: true, count: 1 });
    expect(await at(now + 1)).toMatch(/^untrusted: .*CN=SHAKEN 818H is revoked/);
    expect(revoke(now + 1000)).toEqual({ taken: true, count: 0 });
    expect(await at(now + 1001)).toBe('818H');
    revoke(now + 2000, between);
    expect(await at(now + 2001)).toMatch(/CN=Test Issuing is revoked/);
  });

  it('falls with the authority that is taken from the list', async () => {
    expect(await at(now)).toBe('818H');
    trust.trust.takeAnchors(Buffer.from(administrator.pem + root.pem.replace('MII', 'AAA')), now);
    expect(await at(now + 1), 'a list that cannot be read changes nothing').toBe('818H');
    trust.trust.takeAnchors(Buffer.from(makeCertificate(authorityFacts(now, 'Other ROOT'), null).pem), now);
    expect(await at(now + 2)).toMatch(/^untrusted: Nobody trusted/);
  });

  it('ends with its time, also within the day that it is kept, and the renewed one at its address is taken', async () => {
    const short = makeCertificate({ ...leafFacts(now, '818H'), notAfter: now + hour }, between);
    peer.pages.set('/a.pem', short.pem + between.pem);
    expect(await at(now)).toBe('818H');
    expect(await at(now + 2 * hour)).toMatch(/^untrusted: .*expired/);
    peer.pages.set('/a.pem', leaf.pem + between.pem);
    expect(await at(now + 2 * hour + 30_000), 'a refusal stands for a minute').toMatch(/^untrusted/);
    expect(await at(now + 2 * hour + 60_000)).toBe('818H');
  });

  it('is not kept where it was not valid, and not fetched more than once a minute for it', async () => {
    peer.pages.set('/a.pem', makeCertificate(leafFacts(now, '818H'), null).pem);
    for (const later of [0, 1, 59_999]) expect(await at(now + later)).toMatch(/^untrusted/);
    expect(peer.asked).toHaveLength(1);
    peer.pages.set('/a.pem', leaf.pem + between.pem);
    expect(await at(now + 60_000)).toBe('818H');
    expect(peer.asked).toHaveLength(2);
  });

  it('is used a day longer, with a warning, where its server is down; not where it is revoked or expired meanwhile', async () => {
    expect(await at(now)).toBe('818H');
    peer.pages.clear();
    const stale = await trust.certificateAt(`${peer.address}/a.pem`, now + day);
    expect(stale.outcome === 'found' && stale.certificate.warnings.map(({ code }) => code)).toEqual(['not-refreshed']);
    expect(await at(now + 2 * day - 1)).toBe('818H');
    revoke(now + day, leaf);
    expect(await at(now + 2 * day - 1)).toMatch(/^unreachable/);
    revoke(now + day + 1000);
    expect(await at(now + 2 * day)).toMatch(/^unreachable/);
  });

  it('is not asked for more than once a minute where something else stands at its address', async () => {
    peer.pages.set('/a.pem', '<html>Welcome</html>');
    for (const later of [0, 1, 59_999]) expect(await at(now + later)).toMatch(/^unreachable: .*is no certificate/);
    expect(peer.asked).toHaveLength(1);
  });

  it('that cannot be had is said to be unreachable, and asked again after half a minute', async () => {
    expect(await at(now, '/none.pem')).toBe('unreachable: The address of the certificate answers 404.');
    await at(now + 29_999, '/none.pem');
    expect(peer.asked).toHaveLength(1);
    await at(now + 30_000, '/none.pem');
    expect(peer.asked).toHaveLength(2);
  });

  it('comes with warnings of what its profile and its server get wrong', async () => {
    const sloppy = makeCertificate({ ...leafFacts(now, '818H'), policies: null }, between);
    peer.pages.set('/a.pem', (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(sloppy.pem + between.pem),
    );
    const answer = await trust.certificateAt(`${peer.address}/a.pem`, now);
    expect(answer.outcome === 'found' && answer.certificate.warnings.map(({ code }) => code)).toEqual([
      'certificate-policy',
      'content-type',
      'cache-header',
    ]);
  });

  it('may be served in DER', async () => {
    peer.pages.set('/a.der', makeCertificate(leafFacts(now, '709J'), root).der);
    expect(await at(now, '/a.der')).toBe('709J');
  });
});
