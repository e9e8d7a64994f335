import { describe, expect, it } from 'vitest';
import {
  administratorFacts,
  authorityFacts,
  leafFacts,
  type Made,
  makeCertificate,
  makeRevocationList,
} from '../../../test/certificates.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { isRevoked, type RevocationList, readRevocationList } from './revocation-list.ts';

const now = Date.UTC(2026, 10, 26, 12);
const day = 86_400_000;
const one = makeCertificate(authorityFacts(now, 'One ROOT'), null);
const other = makeCertificate(authorityFacts(now, 'Other ROOT'), null);
const administrator = makeCertificate(administratorFacts(now), null);
const leaf = makeCertificate(leafFacts(now, '818H'), one);
const sameNumber = makeCertificate({ ...leafFacts(now, '709J'), serial: leaf.serial }, other);

const read = ({ der }: Made): Certificate => readCertificate(der) ?? expect.fail('the test made no certificate');
const signers = { administrators: [read(administrator)], authorities: [read(one), read(other)] };
const make = (
  signer: Made,
  kind: 'direct' | 'indirect',
  ...revoked: readonly { serial: Buffer; issuer: Made | null }[]
) =>
  makeRevocationList(signer, {
    at: now,
    until: now + day,
    kind,
    revoked: revoked.map(({ serial, issuer }) => ({ serial, issuer: issuer?.facts.subject ?? null })),
  });
const list = (body: Uint8Array): RevocationList => {
  const found = readRevocationList(body, signers);
  return 'why' in found ? expect.fail(found.why) : found;
};
const why = (body: Uint8Array) => {
  const found = readRevocationList(body, signers);
  return 'why' in found ? found.why : 'taken';
};

describe('A revocation list', () => {
  it('of an authority revokes what it issued, not the same number of another', () => {
    const direct = list(make(one, 'direct', { serial: leaf.serial, issuer: null }));
    expect(direct).toMatchObject({ indirect: false, thisUpdate: now, nextUpdate: now + day });
    expect(isRevoked([direct], read(leaf))).toBe(true);
    expect(isRevoked([direct], read(sameNumber))).toBe(false);
  });

  it('of the policy administrator revokes what anybody issued: an entry without an issuer has that of the entry before', () => {
    const indirect = list(
      make(
        administrator,
        'indirect',
        { serial: Buffer.from('41ff', 'hex'), issuer: one },
        { serial: leaf.serial, issuer: null },
      ),
    );
    expect(indirect.indirect).toBe(true);
    expect(isRevoked([indirect], read(leaf))).toBe(true);
    expect(isRevoked([indirect], read(sameNumber))).toBe(false);
    expect(isRevoked([list(make(administrator, 'indirect', { serial: leaf.serial, issuer: other }))], read(leaf))).toBe(
      false,
    );
  });

  it('may be empty, and in PEM', () => {
    const der = make(administrator, 'indirect');
    expect(list(der).revoked.size).toBe(0);
    const pem = `-----BEGIN X509 CRL-----\n${der.toString('base64')}\n-----END X509 CRL-----\n`;
    expect(list(Buffer.from(pem)).revoked.size).toBe(0);
  });

  it('of an authority that would revoke what others issued counts for nothing', () => {
    expect(why(make(one, 'indirect', { serial: sameNumber.serial, issuer: other }))).toMatch(/signed by nobody/);
    const smuggled = list(make(one, 'direct', { serial: sameNumber.serial, issuer: other }));
    expect(isRevoked([smuggled], read(sameNumber))).toBe(false);
  });

  it('of a stranger with a trusted name, of one who may not sign lists, or changed on its way counts for nothing', () => {
    expect(why(make(makeCertificate(authorityFacts(now, 'One ROOT'), null), 'direct'))).toMatch(/signed by nobody/);
    expect(why(make(leaf, 'direct'))).toMatch(/signed by nobody/);
    const changed = make(one, 'direct', { serial: leaf.serial, issuer: null });
    changed[changed.indexOf(leaf.serial) + 5] = 1;
    expect(why(changed)).toMatch(/signed by nobody/);
  });

  it('is none where the bytes are none', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('garbage'),
      leaf.der,
      Buffer.from('-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----'),
    ])
      expect(why(bytes)).toBe('These bytes are no revocation list.');
  });
});
