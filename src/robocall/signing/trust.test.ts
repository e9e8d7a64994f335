import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  administratorFacts,
  authorityFacts,
  leafFacts,
  makeCertificate,
  makeRevocationList,
} from '../../../test/certificates.ts';
import { openTrust } from './trust.ts';

const now = Date.UTC(2026, 10, 26, 12);
const day = 86_400_000;
const one = makeCertificate(authorityFacts(now, 'One ROOT'), null);
const two = makeCertificate(authorityFacts(now, 'Two ROOT'), null);
const administrator = makeCertificate(administratorFacts(now), null);
const leaf = makeCertificate(leafFacts(now, '818H'), one);
const source = 'https://administrator.example/crl';
const listAt = (at: number, count: number) =>
  makeRevocationList(administrator, {
    at,
    until: at + day,
    kind: 'indirect',
    revoked: Array.from({ length: count }, (_, index) => ({
      serial: Buffer.from([0x41, index + 1]),
      issuer: one.facts.subject,
    })),
  });

describe('Whom we trust', () => {
  it('is nobody at first', () => {
    const trust = openTrust();
    expect(trust.values()).toMatchObject({ anchors: [], lists: [] });
    expect(trust.age(now)).toEqual({ anchors: 0, anchorsAgeMs: null, lists: [] });
  });

  it('is swapped whole, and every swap is another version', () => {
    const trust = openTrust();
    expect(trust.takeAnchors(Buffer.from(one.pem + two.pem), now)).toEqual({ taken: true, count: 2 });
    const before = trust.values();
    expect(trust.takeAnchors(Buffer.from(one.pem), now + day)).toEqual({ taken: true, count: 1 });
    expect(before.anchors).toHaveLength(2);
    expect(trust.values().anchors).toHaveLength(1);
    expect(trust.values().version).toBeGreaterThan(before.version);
    expect(trust.age(now + 2 * day)).toMatchObject({ anchors: 1, anchorsAgeMs: day });
  });

  it('stays as it is where the new list is empty, cannot be read, or holds what is no authority', () => {
    const trust = openTrust();
    trust.takeAnchors(Buffer.from(one.pem), now);
    const before = trust.values();
    for (const body of [
      '',
      '<html>502 Bad Gateway</html>',
      `${two.pem}${one.pem.replace('MII', 'AAA')}`,
      two.pem + leaf.pem,
    ])
      expect(trust.takeAnchors(Buffer.from(body), now + 1)).toMatchObject({
        taken: false,
        why: expect.stringMatching(/certificate/),
      });
    expect(trust.values()).toBe(before);
    expect(trust.takeAdministrators(Buffer.from('')).taken).toBe(false);
  });
});

describe('The administrator’s list of trusted authorities', () => {
  const signed = (content: object, by = administrator, header: object = { alg: 'ES256', typ: 'JWT' }) => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${encode(header)}.${encode(content)}`;
    const signature = sign('sha256', Buffer.from(input), { key: by.key, dsaEncoding: 'ieee-p1363' });
    return Buffer.from(`${input}.${signature.toString('base64url')}\n`);
  };
  const content = {
    version: '1.0',
    sequence: 7,
    exp: now / 1000 + 3600,
    trustList: [one.pem, two.der.toString('base64')],
  };
  const opened = () => {
    const trust = openTrust();
    trust.takeAdministrators(Buffer.from(administrator.pem));
    return trust;
  };

  it('is taken where it is signed, whether it holds PEM or bare base64', () => {
    expect(opened().takeAnchors(signed(content), now)).toEqual({ taken: true, count: 2 });
  });

  it('is not taken unsigned, signed by another, changed, expired, or with a certificate that cannot be read', () => {
    const why = (body: Buffer, trust = opened()) => {
      const swap = trust.takeAnchors(body, now);
      return swap.taken ? 'taken' : swap.why;
    };
    expect(why(signed(content, one))).toMatch(/signed by no administrator/);
    expect(why(signed(content), openTrust())).toMatch(/signed by no administrator/);
    expect(why(signed(content, administrator, { alg: 'none' }))).toMatch(/no JWS signed by ES256/);
    const [header, , signature] = signed(content).toString().split('.');
    const other = Buffer.from(JSON.stringify({ ...content, sequence: 8 })).toString('base64url');
    expect(why(Buffer.from(`${header}.${other}.${signature}`))).toMatch(/signed by no administrator/);
    expect(why(signed({ ...content, exp: now / 1000 - 1 }))).toBe('The trust list expired.');
    expect(why(signed({ ...content, trustList: [one.pem, 'AAAA'] }))).toMatch(/cannot be read/);
    expect(why(signed({ ...content, trustList: [] }))).toMatch(/lacks its certificates/);
    expect(why(signed({ ...content, sequence: undefined }))).toMatch(/sequence number/);
    expect(why(signed({ ...content, trustList: [leaf.pem] }))).toMatch(/not those of an authority/);
  });

  it('is never replaced by an older edition', () => {
    const trust = opened();
    trust.takeAnchors(signed(content), now);
    expect(trust.takeAnchors(signed({ ...content, sequence: 6, trustList: [one.pem] }), now)).toMatchObject({
      taken: false,
      why: expect.stringMatching(/older edition/),
    });
    expect(trust.values().anchors).toHaveLength(2);
    expect(trust.takeAnchors(signed({ ...content, sequence: 8, trustList: [one.pem] }), now)).toEqual({
      taken: true,
      count: 1,
    });
  });
});

describe('Revocation lists', () => {
  it('count only from those named, and tell their age and whether their time is over', () => {
    const trust = openTrust();
    trust.takeAnchors(Buffer.from(one.pem), now);
    expect(trust.takeRevocationList(source, listAt(now, 2), now)).toMatchObject({ taken: false });
    expect(trust.takeAdministrators(Buffer.from(administrator.pem))).toEqual({ taken: true, count: 1 });
    expect(trust.takeRevocationList(source, listAt(now, 2), now)).toEqual({ taken: true, count: 2 });
    expect(trust.age(now + day).lists).toEqual([{ source, ageMs: day, revoked: 2, outdated: false }]);
    expect(trust.age(now + day + 1000).lists).toEqual([{ source, ageMs: day + 1000, revoked: 2, outdated: true }]);
  });

  it('are replaced by a newer one of the same source only, and never dropped', () => {
    const trust = openTrust();
    trust.takeAdministrators(Buffer.from(administrator.pem));
    trust.takeRevocationList(source, listAt(now, 2), now);
    expect(trust.takeRevocationList(source, listAt(now - day, 5), now)).toEqual({
      taken: false,
      why: 'It is older than the revocation list in force.',
    });
    expect(trust.takeRevocationList(source, Buffer.from('<html>'), now).taken).toBe(false);
    expect(trust.values().lists.map(({ revoked }) => revoked.size)).toEqual([2]);
    trust.takeRevocationList(source, listAt(now + 1000, 0), now);
    trust.takeRevocationList('another', listAt(now, 3), now);
    expect(trust.values().lists.map(({ revoked }) => revoked.size)).toEqual([0, 3]);
  });
});
