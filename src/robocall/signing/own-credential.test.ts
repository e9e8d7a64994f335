import { generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  authorityFacts,
  type Facts,
  intermediateFacts,
  leafFacts,
  makeCertificate,
  tnAuthListOf,
} from '../../../test/certificates.ts';
import { Problem } from '../../kernel/problem.ts';
import { type ChainFacts, ownCredential, readPrivateKey, weighOwnChain } from './own-credential.ts';

const now = Date.UTC(2026, 10, 26, 12);
const day = 86_400_000;
const root = makeCertificate(authorityFacts(now, 'Test ROOT'), null);
const between = makeCertificate(intermediateFacts(now, 'Test Issuing'), root);
const own = makeCertificate(leafFacts(now, '818H'), between);
const facts: ChainFacts = {
  chain: Buffer.from(own.pem + between.pem),
  x5u: 'https://certificates.example/818H.pem',
  expectedSpc: '818H',
};

const detail = (step: () => unknown): string => {
  try {
    step();
    return 'taken';
  } catch (error) {
    return error instanceof Problem ? error.facts.detail : 'a bug';
  }
};
const changed = (change: Partial<Facts>): ChainFacts => ({
  ...facts,
  chain: Buffer.from(makeCertificate({ ...leafFacts(now, '818H'), ...change }, between).pem),
});

describe('A credential of our own', () => {
  it('says whose it is, how long it holds and that nothing is wrong, and signs', async () => {
    const { chain, signer } = ownCredential(own.key, facts, now);
    expect(chain).toMatchObject({
      spc: '818H',
      subject: 'C=US, O=Test Carrier, serialNumber=1, CN=SHAKEN 818H',
      daysLeft: 30,
      findings: [],
    });
    expect(signer).toMatchObject({
      x5u: facts.x5u,
      spc: '818H',
      fingerprint: chain.fingerprint,
      notAfter: now + 30 * day,
    });
    const bytes = Buffer.from('header.payload');
    const signature = await signer.sign(bytes);
    expect(signature).toHaveLength(64);
    expect(verify('sha256', bytes, { key: own.publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });

  it('ends when the first certificate of its chain ends', () => {
    const short = makeCertificate({ ...intermediateFacts(now, 'Short'), notAfter: now + 7 * day }, root);
    const leaf = makeCertificate(leafFacts(now, '818H'), short);
    expect(weighOwnChain({ ...facts, chain: Buffer.from(leaf.pem + short.pem) }, now)).toMatchObject({
      notAfter: now + 7 * day,
      daysLeft: 7,
    });
  });

  it('is refused where key and certificate do not belong together', () => {
    expect(detail(() => ownCredential(between.key, facts, now))).toBe('The key does not belong to the certificate.');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(detail(() => ownCredential(privateKey, facts, now))).toBe('The key does not belong to the certificate.');
    expect(detail(() => ownCredential(own.key, { ...facts, chain: Buffer.from(between.pem + own.pem) }, now))).toMatch(
      /names no single service provider code/,
    );
  });

  it('is refused for another code, several codes or none, another curve, or out of its time', () => {
    expect(detail(() => weighOwnChain({ ...facts, expectedSpc: '709J' }, now))).toBe(
      'The certificate is for the code 818H, not 709J.',
    );
    expect(detail(() => weighOwnChain({ ...facts, expectedSpc: null }, now))).toBe('taken');
    expect(detail(() => weighOwnChain(changed({ tnAuthList: tnAuthListOf('818H', '709J') }), now))).toMatch(
      /no single service provider code/,
    );
    expect(detail(() => weighOwnChain(changed({ tnAuthList: null }), now))).toMatch(/no single service provider code/);
    expect(detail(() => weighOwnChain(changed({ curve: 'P-384' }), now))).toMatch(/not on the curve P-256/);
    expect(detail(() => weighOwnChain(facts, now + 31 * day))).toBe(
      'The certificate expired at 2026-12-26T12:00:00.000Z.',
    );
    expect(detail(() => weighOwnChain(facts, now - 2 * day))).toBe(
      'The certificate is not valid before 2026-11-25T12:00:00.000Z.',
    );
  });

  it('is refused where the chain or the address is none', () => {
    for (const chain of ['', 'garbage', own.pem.replace('MII', 'AAA')])
      expect(detail(() => weighOwnChain({ ...facts, chain: Buffer.from(chain) }, now))).toMatch(/holds no certificate/);
    for (const x5u of ['', '818H.pem', 'ftp://certificates.example/a', 'https://certificates.example/<a>', 'https://'])
      expect(detail(() => weighOwnChain({ ...facts, x5u }, now))).toMatch(/is no URL/);
  });

  it('lists what it breaks of the profile, of its order and of its address', () => {
    const sloppy = makeCertificate(
      {
        ...leafFacts(now, '818H'),
        subject: [
          ['C', 'US'],
          ['CN', 'Example'],
        ],
      },
      between,
    );
    const bad = {
      ...facts,
      x5u: 'http://certificates.example/818H.pem?v=1',
      chain: Buffer.from(sloppy.pem + root.pem),
    };
    const codes = weighOwnChain(bad, now).findings.map(({ code }) => code);
    expect(codes).toEqual([
      'subject-organization',
      'common-name-with-code',
      'subject-serial-number',
      'chain-order',
      'x5u',
    ]);
  });
});

describe('A private key', () => {
  const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
  const plain = own.key.export(pkcs8).toString();
  const encrypted = own.key.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'open sesame' }).toString();
  const older = own.key.export({ type: 'sec1', format: 'pem' }).toString();

  it('is read plain, in the older form, and encrypted with its passphrase', () => {
    expect(readPrivateKey(plain, null).equals(own.key)).toBe(true);
    expect(readPrivateKey(older, null).equals(own.key)).toBe(true);
    expect(readPrivateKey(encrypted, 'open sesame').equals(own.key)).toBe(true);
  });

  it('is refused without its passphrase, with another, or where it is none, and never told', () => {
    expect(detail(() => readPrivateKey(encrypted, null))).toMatch(/or it is encrypted/);
    expect(detail(() => readPrivateKey(encrypted, 'shibboleth'))).toMatch(/or the passphrase is another\.$/);
    expect(detail(() => readPrivateKey(own.pem, null))).toMatch(/no private key in PEM/);
  });
});
