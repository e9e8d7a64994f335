import { describe, expect, it } from 'vitest';
import {
  authorityFacts,
  type Facts,
  intermediateFacts,
  leafFacts,
  makeCertificate,
  tnAuthListOf,
} from '../../../test/certificates.ts';
import { readCertificate } from './certificate.ts';
import { lintCertificate, type Place } from './lint-certificate.ts';

const now = Date.UTC(2026, 10, 26, 12);
const root = makeCertificate(authorityFacts(now, 'Test ROOT'), null);

const codes = (facts: Facts, place: Place): readonly string[] => {
  const certificate = readCertificate(makeCertificate(facts, place === 'root' ? null : root).der);
  return certificate === null ? ['unreadable'] : lintCertificate(certificate, place).map(({ code }) => code);
};
const subjectWithout = (facts: Facts, type: string) => facts.subject.filter(([name]) => name !== type);

describe('The profile of certificates', () => {
  it('is kept by one made to it, wherever it stands', () => {
    expect(codes(leafFacts(now, '818H'), 'leaf')).toEqual([]);
    expect(codes(intermediateFacts(now, 'Issuing'), 'intermediate')).toEqual([]);
    expect(codes({ ...intermediateFacts(now, 'Issuing'), policies: ['2.5.29.32.0'] }, 'intermediate')).toEqual([]);
    expect(codes(authorityFacts(now, 'Test ROOT'), 'root')).toEqual([]);
    const highBit = { ...leafFacts(now, '818H'), serial: Buffer.from('00f1e2d3c4b5a69788', 'hex') };
    expect(codes(highBit, 'leaf')).toEqual([]);
  });

  const point = { url: 'https://administrator.example/crl', signer: null };
  const leaf = leafFacts(now, '818H');
  it.each<[string, Partial<Facts>]>([
    ['serial-64-bits', { serial: Buffer.from('41020304050607', 'hex') }],
    ['serial-64-bits', { serial: Buffer.from('f1e2d3c4b5a69788', 'hex') }],
    ['key-on-p-256', { curve: 'P-384' }],
    ['subject-country', { subject: [['C', 'us'], ...subjectWithout(leaf, 'C')] }],
    ['subject-country', { subject: subjectWithout(leaf, 'C') }],
    ['subject-organization', { subject: subjectWithout(leaf, 'O') }],
    ['subject-common-name', { subject: subjectWithout(leaf, 'CN') }],
    ['common-name-with-code', { subject: [...subjectWithout(leaf, 'CN'), ['CN', 'SHAKEN 709J']] }],
    ['subject-serial-number', { subject: subjectWithout(leaf, 'serialNumber') }],
    ['basic-constraints-critical', { constraints: null }],
    ['basic-constraints-critical', { constraints: { ca: false, pathLength: null, critical: false } }],
    ['leaf-no-authority', { constraints: { ca: true, pathLength: null, critical: true } }],
    ['key-usage-critical', { keyUsage: null }],
    ['leaf-key-usage', { keyUsage: 1 + 2 }],
    ['subject-key-id', { keyIds: false }],
    ['authority-key-id', { keyIds: false }],
    ['certificate-policy', { policies: null }],
    ['certificate-policy', { policies: ['2.5.29.32.0'] }],
    ['certificate-policy', { policies: ['2.16.840.1.114569.1.1.3', '2.16.840.1.114569.1.1.4'] }],
    ['tn-auth-list-one-code', { tnAuthList: null }],
    ['tn-auth-list-one-code', { tnAuthList: tnAuthListOf('818H', '709J') }],
    ['tn-auth-list-code-form', { tnAuthList: tnAuthListOf('818h') }],
    ['revocation-point', { revocationPoint: null }],
    ['revocation-point', { revocationPoint: point }],
  ])('finds %s in a leaf', (code, change) => {
    expect(codes({ ...leaf, ...change }, 'leaf')).toContain(code);
  });

  it.each<[string, Partial<Facts>]>([
    ['authority-flag', { constraints: { ca: false, pathLength: null, critical: true } }],
    ['authority-key-usage', { keyUsage: 64 }],
    ['authority-policy', { policies: null }],
    ['authority-without-tn-auth-list', { tnAuthList: tnAuthListOf('818H') }],
    ['revocation-point', { revocationPoint: null }],
  ])('finds %s in an intermediate', (code, change) => {
    expect(codes({ ...intermediateFacts(now, 'Issuing'), ...change }, 'intermediate')).toEqual([code]);
  });

  it('finds a root without the word in its name, and one with a policy', () => {
    expect(codes(authorityFacts(now, 'Example'), 'root')).toEqual(['root-common-name']);
    expect(codes({ ...authorityFacts(now, 'Example ROOT'), policies: ['2.16.840.1.114569.1.1.4'] }, 'root')).toEqual([
      'root-without-policy',
    ]);
  });

  it('says of every finding what it should be and by what document', () => {
    const certificate = readCertificate(makeCertificate({ ...leaf, policies: null }, root).der);
    expect(certificate && lintCertificate(certificate, 'leaf')).toEqual([
      {
        code: 'certificate-policy',
        text: 'Not so: There is exactly one certificate policy, that of the SHAKEN Certificate Policy 1.3 or 1.4.',
        cite: 'ATIS-1000080 section 6.4.1',
      },
    ]);
  });
});
