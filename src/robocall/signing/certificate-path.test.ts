import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorityFacts,
  type Facts,
  intermediateFacts,
  leafFacts,
  type Made,
  makeCertificate,
  makeRevocationList,
  strangeExtension,
  tnAuthListOf,
} from '../../../test/certificates.ts';
import { processorTime } from '../../../test/processor.ts';
import { readCertificate } from './certificate.ts';
import { readChain } from './certificate-chain.ts';
import { type PathTrust, validatePath } from './certificate-path.ts';
import { readRevocationList } from './revocation-list.ts';

const now = Date.UTC(2026, 10, 26, 12);
const day = 86_400_000;
const root = makeCertificate(authorityFacts(now, 'Test ROOT'), null);
const between = makeCertificate(intermediateFacts(now, 'Test Issuing'), root);
const leaf = (change: Partial<Facts> = {}, issuer: Made = between) =>
  makeCertificate({ ...leafFacts(now, '818H'), ...change }, issuer);

const chainOf = (...made: readonly Made[]) => {
  const chain = readChain(Buffer.from(made.map(({ pem }) => pem).join('')));
  if (chain === null) throw new Error('the test made no certificate');
  return chain;
};
const trusting = (...made: readonly Made[]): PathTrust => ({ anchors: chainOf(...made), lists: [] });
const verdict = (made: readonly Made[], trust = trusting(root), at = now) => {
  const path = validatePath(chainOf(...made), trust, at);
  return path.valid ? path.spc : path.why;
};

describe('A signer’s certificate', () => {
  it('is trusted over an intermediate that came with it, over one that is trusted itself, and straight from a root', () => {
    expect(verdict([leaf(), between])).toBe('818H');
    expect(verdict([leaf(), between, root])).toBe('818H');
    expect(verdict([leaf()], trusting(between))).toBe('818H');
    expect(verdict([leaf({}, root)])).toBe('818H');
  });

  it('is not without its intermediate, from another root of the same name, or signed by itself', () => {
    expect(verdict([leaf()])).toMatch(/^Nobody trusted here issued the certificate C=US, O=Test Carrier/);
    expect(verdict([leaf(), between], trusting(makeCertificate(authorityFacts(now, 'Test ROOT'), null)))).toMatch(
      /^Nobody trusted/,
    );
    expect(verdict([makeCertificate(leafFacts(now, '818H'), null)])).toMatch(/^Nobody trusted/);
  });

  it('holds from its first moment to its last', () => {
    const short = leaf({ notBefore: now, notAfter: now + 7 * day });
    expect(verdict([short, between], trusting(root), now)).toBe('818H');
    expect(verdict([short, between], trusting(root), now - 1000)).toMatch(/is not valid before 2026-11-26T12:00:00Z/);
    expect(verdict([short, between], trusting(root), now + 7 * day)).toBe('818H');
    expect(verdict([short, between], trusting(root), now + 7 * day + 1000)).toMatch(/expired at 2026-12-03T12:00:00Z/);
  });

  it('falls with an authority above it that expired', () => {
    const old = makeCertificate({ ...intermediateFacts(now, 'Old'), notAfter: now - 1000 }, root);
    expect(verdict([leaf({}, old), old])).toMatch(/CN=Old expired/);
    const oldRoot = makeCertificate({ ...authorityFacts(now, 'Old ROOT'), notAfter: now - 1000 }, null);
    expect(verdict([leaf({}, oldRoot)], trusting(oldRoot))).toMatch(/CN=Old ROOT expired/);
  });

  it('needs a service provider code, a key on P-256, and to be no authority', () => {
    expect(verdict([leaf({ tnAuthList: null }), between])).toMatch(/names no service provider code in a TNAuthList/);
    expect(verdict([leaf({ tnAuthList: Buffer.from('3000', 'hex') }), between])).toMatch(
      /names no service provider code/,
    );
    expect(verdict([leaf({ curve: 'P-384' }), between])).toMatch(/has no key on P-256/);
    expect(verdict([leaf({ constraints: { ca: true, pathLength: null, critical: true } }), between])).toMatch(
      /that of an authority/,
    );
    expect(verdict([leaf({ keyUsage: 32 }), between])).toMatch(/may not be used for signatures/);
  });

  it('may lack what the profile asks for without harm', () => {
    const bare = { constraints: null, keyUsage: null, policies: null, revocationPoint: null, keyIds: false };
    expect(
      verdict([leaf({ ...bare, tnAuthList: tnAuthListOf('818H', '709J'), more: [strangeExtension(false)] }), between]),
    ).toBe('818H');
  });

  it('is refused for a critical extension that nobody understands', () => {
    expect(verdict([leaf({ more: [strangeExtension(true)] }), between])).toMatch(
      /critical extension that is not understood here: 1\.3\.6\.1\.4\.1\.99999\.1/,
    );
  });
});

describe('Any one byte of a certificate changed', () => {
  it('makes it untrusted or unreadable, and never an error', () => {
    const { der } = leaf();
    const above = chainOf(between);
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(der);
        changed[place] = (changed[place] ?? 0) ^ change;
        const read = readCertificate(changed);
        expect(read !== null && validatePath([read, ...above], trusting(root), now).valid).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('as any bytes at all that a stranger may serve', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readChain(bytes) === null));
  });
});

describe('An authority', () => {
  const issuing = (change: Partial<Facts>) =>
    makeCertificate({ ...intermediateFacts(now, 'Issuing'), ...change }, root);

  it('must say that it is one and that it signs certificates', () => {
    const noFlag = issuing({ constraints: null });
    const falseFlag = issuing({ constraints: { ca: false, pathLength: null, critical: true } });
    const noUse = issuing({ keyUsage: 64 });
    for (const made of [noFlag, falseFlag])
      expect(verdict([leaf({}, made), made])).toMatch(/CN=Issuing is not that of an authority/);
    expect(verdict([leaf({}, noUse), noUse])).toMatch(/CN=Issuing may not sign certificates/);
    expect(verdict([leaf({}, noFlag)], trusting(noFlag))).toMatch(/is not that of an authority/);
  });

  it('allows no more authorities below it than its path length', () => {
    const strict = makeCertificate(
      { ...authorityFacts(now, 'Strict ROOT'), constraints: { ca: true, pathLength: 1, critical: true } },
      null,
    );
    const one = makeCertificate(intermediateFacts(now, 'One'), strict);
    const two = makeCertificate(intermediateFacts(now, 'Two'), one);
    expect(verdict([leaf({}, one), one], trusting(strict))).toBe('818H');
    expect(verdict([leaf({}, two), two, one], trusting(strict))).toMatch(/allows 1 authorities below it; there are 2/);
    const none = issuing({ constraints: { ca: true, pathLength: 0, critical: true } });
    expect(verdict([leaf({}, none), none])).toBe('818H');
  });

  it('that is a carrier itself gives out its own code and no other', () => {
    const carrier = issuing({ tnAuthList: tnAuthListOf('709J') });
    expect(verdict([leaf({}, carrier), carrier])).toMatch(/CN=Issuing may not give out the code 818H/);
    expect(verdict([leaf({ tnAuthList: tnAuthListOf('709J') }, carrier), carrier])).toBe('709J');
    expect(verdict([leaf({ tnAuthList: tnAuthListOf('709J', '818H') }, carrier), carrier])).toMatch(/may not give out/);
    const unreadable = issuing({ tnAuthList: Buffer.from('0500', 'hex') });
    expect(verdict([leaf({}, unreadable), unreadable])).toMatch(/may not give out/);
  });

  it('that signed another in a circle costs no more than their number', () => {
    const circle = Array.from({ length: 9 }, () => makeCertificate(intermediateFacts(now, 'Circle'), null));
    const spent = processorTime();
    const [first = between] = circle;
    expect(verdict([leaf({ keyIds: false }, first), ...circle])).toMatch(/^Nobody trusted/);
    expect(spent()).toBeLessThan(1000);
  });
});

describe('A revoked certificate', () => {
  const revoked = leaf();
  const listOf = (signer: Made, serial: Buffer) => {
    const body = makeRevocationList(signer, {
      at: now,
      until: now + day,
      kind: 'direct',
      revoked: [{ serial, issuer: null }],
    });
    const list = readRevocationList(body, { administrators: [], authorities: chainOf(root, between) });
    if ('why' in list) throw new Error(list.why);
    return list;
  };

  it('is refused, and what an authority issued that was revoked itself', () => {
    const anchors = chainOf(root);
    expect(verdict([revoked, between], { anchors, lists: [listOf(between, revoked.serial)] })).toMatch(/is revoked/);
    expect(verdict([revoked, between], { anchors, lists: [listOf(root, between.serial)] })).toMatch(
      /CN=Test Issuing is revoked/,
    );
  });

  it('stands where another issuer revoked the same number', () => {
    expect(verdict([revoked, between], { anchors: chainOf(root), lists: [listOf(root, revoked.serial)] })).toBe('818H');
  });
});
