import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CertificatePeer, openCertificatePeer } from '../../../test/certificate-peer.ts';
import { authorityFacts, leafFacts, makeCertificate } from '../../../test/certificates.ts';
import { certificateFetch } from '../../outside/certificate-fetch.ts';
import { type Claims, type DivClaims, sign, signDiv } from './passport.ts';
import { openVerifierTrust } from './verifier-trust.ts';
import { type DivertedRequest, verifyDiverted } from './verify-diverted.ts';

const now = Date.now();
const seconds = Math.floor(now / 1000);
const root = makeCertificate(authorityFacts(now, 'Test ROOT'), null);
const first = makeCertificate(leafFacts(now, '818H'), root);
const second = makeCertificate(leafFacts(now, '709J'), root);
const [caller, office, mobile, mailbox] = ['12155550121', '12155550131', '12155550141', '12155550151'] as const;

let peer: CertificatePeer;
let trust: ReturnType<typeof openVerifierTrust>;
beforeAll(async () => {
  peer = await openCertificatePeer();
  peer.pages.set('/818H.pem', first.pem);
  peer.pages.set('/709J.pem', second.pem);
});
afterAll(() => peer.close());
beforeEach(() => {
  trust = openVerifierTrust(certificateFetch(peer.settings));
  trust.trust.takeAnchors(Buffer.from(root.pem), now);
});

const shaken = (change: Partial<Claims> = {}) =>
  sign(
    {
      attest: 'B',
      orig: caller,
      dest: [office],
      iat: seconds,
      origid: '123e4567-e89b-12d3-a456-426655440000',
      x5u: `${peer.address}/818H.pem`,
      ...change,
    },
    first.key,
  );
const div = (from: string, to: string, change: Partial<DivClaims> = {}) =>
  signDiv(
    { orig: caller, dest: [to], div: from, iat: seconds, x5u: `${peer.address}/709J.pem`, ...change },
    second.key,
  );

const ask = async (
  to: string,
  identities: readonly (string | Promise<string>)[],
  change: Partial<DivertedRequest> = {},
) => {
  const given = await Promise.all(identities);
  return verifyDiverted({ from: caller, to: [to], time: seconds, identities: given, ...change }, trust, now);
};
const short = ({ verstat, call, diversions }: Awaited<ReturnType<typeof ask>>) =>
  [
    verstat,
    call.reason?.row ?? 'ok',
    ...diversions.map(({ from, verdict }) => `${from} ${verdict.reason?.row ?? 'ok'}`),
  ].join(', ');

describe('A forwarded call', () => {
  it('passes where every forwarding is signed, in any order of headers, and says who forwarded', async () => {
    const once = await ask(mobile, [shaken(), div(office, mobile)]);
    expect(short(once)).toBe(`TN-Validation-Passed, ok, ${office} ok`);
    expect(once.call).toMatchObject({ attest: 'B', signer: { spc: '818H' } });
    expect(once.diversions[0]?.verdict.signer?.spc).toBe('709J');
    expect(short(await ask(mailbox, [div(mobile, mailbox), shaken(), div(office, mobile)]))).toBe(
      `TN-Validation-Passed, ok, ${mobile} ok, ${office} ok`,
    );
  });

  it('passes without forwarding, whatever forwardings of others come with it', async () => {
    expect(short(await ask(office, [shaken()]))).toBe('TN-Validation-Passed, ok');
    expect(short(await ask(office, [shaken(), div(mobile, mailbox)]))).toBe('TN-Validation-Passed, ok');
  });

  it('is another call where the way back has a gap, goes in a circle, or starts from another caller', async () => {
    const gap = 'No-TN-Validation, E16';
    expect(short(await ask(mobile, [shaken()]))).toBe(gap);
    expect(short(await ask(mailbox, [shaken(), div(mobile, mailbox)]))).toBe(gap);
    expect(short(await ask(mailbox, [shaken(), div(mobile, mailbox), div(mailbox, mobile)]))).toBe(gap);
    expect(short(await ask(mobile, [shaken(), div(office, mobile, { orig: mailbox })]))).toBe(gap);
    expect(short(await ask(mobile, [shaken(), div(office, mobile)], { from: mailbox }))).toBe(gap);
  });

  it('is refused with the reason where a forwarding is stale or malformed', async () => {
    expect(short(await ask(mobile, [shaken(), div(office, mobile, { iat: seconds - 61 })]))).toBe(
      'No-TN-Validation, E15',
    );
    expect(short(await ask(mobile, [shaken(), div('alice', mobile)]))).toBe('No-TN-Validation, E14');
  });

  it('fails where a forwarding is not signed by its certificate, though the call itself is good', async () => {
    const forged = signDiv(
      { orig: caller, dest: [mobile], div: office, iat: seconds, x5u: `${peer.address}/709J.pem` },
      first.key,
    );
    expect(short(await ask(mobile, [shaken(), forged]))).toBe(`TN-Validation-Failed, ok, ${office} E18`);
    const unreachable = div(office, mobile, { x5u: `${peer.address}/none.pem` });
    expect(short(await ask(mobile, [shaken(), unreachable]))).toBe(`No-TN-Validation, ok, ${office} E8`);
  });

  it('needs a SHAKEN token that holds, at its time, among six headers at most', async () => {
    expect(short(await ask(mobile, [div(office, mobile)]))).toBe('No-TN-Validation, E4');
    expect(short(await ask(mobile, []))).toBe('No-TN-Validation, E4');
    expect(short(await ask(mobile, ['garbage', div(office, mobile)]))).toBe('No-TN-Validation, E4');
    expect(short(await ask(mobile, [shaken({ iat: seconds - 61 }), div(office, mobile)]))).toBe(
      'No-TN-Validation, E15',
    );
    expect(short(await ask(office, Array(7).fill(shaken())))).toBe('No-TN-Validation, E4');
    expect(short(await ask(office, [shaken()], { time: seconds - 62 }))).toBe('No-TN-Validation, E3');
  });
});
