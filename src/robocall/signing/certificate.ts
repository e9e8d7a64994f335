import { type KeyObject, X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  CRLDistributionPoints,
  type GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
  KeyUsage,
  SubjectKeyIdentifier,
  Certificate as Syntax,
} from '@peculiar/asn1-x509';
import { type Attribute, attributesOf, nameKey } from './distinguished-name.ts';
import { readTnAuthList, type TnAuthEntry, tnAuthListId } from './tn-auth-list.ts';

/** Where a revocation list is found, and the key of the name of who signs it where that is not the issuer (see `nameKey`). */
export type RevocationPoint = { readonly urls: readonly string[]; readonly signer: string | null };

/** A certificate, read but not believed. */
export type Certificate = {
  readonly x509: X509Certificate;
  readonly key: KeyObject;
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string;
  readonly version: number;
  /** Hexadecimal, as it stands in the certificate. */
  readonly serial: string;
  readonly algorithm: string;
  readonly subject: readonly Attribute[];
  readonly issuer: readonly Attribute[];
  readonly subjectKey: string;
  readonly issuerKey: string;
  /** Milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** `null` where the extension is absent. */
  readonly constraints: { readonly ca: boolean; readonly pathLength: number | null } | null;
  readonly keyUsage: readonly string[] | null;
  readonly policies: readonly string[] | null;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  readonly revocationPoints: readonly RevocationPoint[] | null;
  readonly tnAuthList: readonly TnAuthEntry[] | null;
  /** The number of every extension and whether it is critical. */
  readonly extensions: ReadonlyMap<string, { readonly critical: boolean }>;
};

const hex = (bytes: ArrayBuffer | undefined): string | null =>
  bytes === undefined ? null : Buffer.from(bytes).toString('hex');

/** The key of the directory name among general names; null where there is none. */
export const directoryKey = (names: readonly GeneralName[]): string | null => {
  const name = names.find(({ directoryName }) => directoryName !== undefined)?.directoryName;
  return name === undefined ? null : nameKey(attributesOf(name));
};

const pointsIn = (value: ArrayBuffer): readonly RevocationPoint[] =>
  [...AsnConvert.parse(value, CRLDistributionPoints)].map(({ distributionPoint, cRLIssuer }) => ({
    urls: (distributionPoint?.fullName ?? []).flatMap(({ uniformResourceIdentifier: url }) => (url ? [url] : [])),
    signer: directoryKey(cRLIssuer ?? []),
  }));

const constraintsIn = (value: ArrayBuffer) => {
  const { cA, pathLenConstraint } = AsnConvert.parse(value, BasicConstraints);
  return { ca: cA, pathLength: pathLenConstraint ?? null };
};

const extensionsIn = (syntax: Syntax) => {
  const found = [...(syntax.tbsCertificate.extensions ?? [])];
  if (new Set(found.map(({ extnID }) => extnID)).size < found.length) throw new Error('an extension stands twice');
  const read = <T>(id: string, how: (value: ArrayBuffer) => T): T | null => {
    const extension = found.find(({ extnID }) => extnID === id);
    return extension === undefined ? null : how(extension.extnValue.buffer);
  };
  return {
    constraints: read(id_ce_basicConstraints, constraintsIn),
    keyUsage: read(id_ce_keyUsage, (value) => AsnConvert.parse(value, KeyUsage).toJSON()),
    policies: read(id_ce_certificatePolicies, (value) =>
      [...AsnConvert.parse(value, CertificatePolicies)].map(({ policyIdentifier }) => policyIdentifier),
    ),
    subjectKeyId: read(id_ce_subjectKeyIdentifier, (value) =>
      hex(AsnConvert.parse(value, SubjectKeyIdentifier).buffer),
    ),
    authorityKeyId: read(id_ce_authorityKeyIdentifier, (value) =>
      hex(AsnConvert.parse(value, AuthorityKeyIdentifier).keyIdentifier?.buffer),
    ),
    revocationPoints: read(id_ce_cRLDistributionPoints, pointsIn),
    tnAuthList: read(tnAuthListId, (value) => readTnAuthList(new Uint8Array(value))),
    extensions: new Map(found.map(({ extnID, critical }) => [extnID, { critical }])),
  };
};

/** Reads one certificate from DER. Null where it is none, or an extension we weigh is malformed. */
export const readCertificate = (der: Uint8Array): Certificate | null => {
  try {
    const x509 = new X509Certificate(der);
    const syntax = AsnConvert.parse(der, Syntax);
    const { version, serialNumber, signature, subject, issuer, validity } = syntax.tbsCertificate;
    const [subjectNames, issuerNames] = [attributesOf(subject), attributesOf(issuer)];
    return {
      x509,
      key: x509.publicKey,
      fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
      version: version + 1,
      serial: Buffer.from(serialNumber).toString('hex'),
      algorithm: signature.algorithm,
      subject: subjectNames,
      issuer: issuerNames,
      subjectKey: nameKey(subjectNames),
      issuerKey: nameKey(issuerNames),
      notBefore: validity.notBefore.getTime().getTime(),
      notAfter: validity.notAfter.getTime().getTime(),
      ...extensionsIn(syntax),
    };
  } catch {
    // what strangers serve under an address is bytes; OpenSSL and the reader of ASN.1 each throw their own errors at them
    return null;
  }
};
