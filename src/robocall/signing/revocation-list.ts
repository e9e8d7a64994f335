import { verify } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  CertificateIssuer,
  CertificateList,
  type Extension,
  IssuingDistributionPoint,
  id_ce_certificateIssuer,
  id_ce_deltaCRLIndicator,
  id_ce_issuingDistributionPoint,
  type RevokedCertificate,
} from '@peculiar/asn1-x509';
import { type Certificate, directoryKey } from './certificate.ts';
import { attributesOf, nameKey } from './distinguished-name.ts';

/** A revocation list whose signature held. An indirect list also revokes what others issued: that of the policy administrator is one. */
export type RevocationList = {
  readonly issuerKey: string;
  readonly indirect: boolean;
  /** Milliseconds. */
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  /** Issuer and serial number of what is revoked, see `isRevoked`. */
  readonly revoked: ReadonlySet<string>;
};

export type RevocationListFault = { readonly why: string };

/** Whose signature counts: `administrators` may revoke what anybody issued, `authorities` what they issued themselves. */
export type RevocationSigners = {
  readonly administrators: readonly Certificate[];
  readonly authorities: readonly Certificate[];
};

const hashes = new Map([
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
]);

const entryKey = (issuerKey: string, serial: string): string => `${serial.replace(/^(00)+/, '')} ${issuerKey}`;

/** Whether any of the lists revokes a certificate. */
export const isRevoked = (lists: readonly RevocationList[], { issuerKey, serial }: Certificate): boolean =>
  lists.some(({ revoked }) => revoked.has(entryKey(issuerKey, serial)));

const find = (extensions: readonly Extension[] | undefined, id: string): ArrayBuffer | null =>
  extensions?.find(({ extnID }) => extnID === id)?.extnValue.buffer ?? null;

/** The keys of all entries. In an indirect list an entry without an issuer has that of the entry before it (RFC 5280 section 5.3.3). */
const revokedIn = (entries: readonly RevokedCertificate[], listIssuer: string, indirect: boolean): Set<string> => {
  let issuer = listIssuer;
  const revoked = new Set<string>();
  for (const { userCertificate, crlEntryExtensions } of entries) {
    const named = indirect ? find(crlEntryExtensions, id_ce_certificateIssuer) : null;
    if (named !== null) issuer = directoryKey([...AsnConvert.parse(named, CertificateIssuer)]) ?? issuer;
    revoked.add(entryKey(issuer, Buffer.from(userCertificate).toString('hex')));
  }
  return revoked;
};

const signs = (signer: Certificate, list: CertificateList, hash: string): boolean =>
  (signer.keyUsage === null || signer.keyUsage.includes('crlSign')) &&
  verify(
    hash,
    Buffer.from(list.tbsCertListRaw ?? AsnConvert.serialize(list.tbsCertList)),
    { key: signer.key, dsaEncoding: 'der' },
    Buffer.from(list.signature),
  );

const read = (
  der: Uint8Array,
  { administrators, authorities }: RevocationSigners,
): RevocationList | RevocationListFault => {
  const list = AsnConvert.parse(der, CertificateList);
  const { issuer, thisUpdate, nextUpdate, revokedCertificates, crlExtensions } = list.tbsCertList;
  const hash = hashes.get(list.signatureAlgorithm.algorithm);
  if (hash === undefined) return { why: 'The revocation list is not signed by ECDSA.' };
  if (find(crlExtensions, id_ce_deltaCRLIndicator) !== null)
    return { why: 'The revocation list tells changes only; a whole list is needed.' };
  const issuerKey = nameKey(attributesOf(issuer));
  const point = find(crlExtensions, id_ce_issuingDistributionPoint);
  const indirect = point !== null && AsnConvert.parse(point, IssuingDistributionPoint).indirectCRL;
  const signers = indirect ? administrators : [...administrators, ...authorities];
  if (!signers.some((signer) => signer.subjectKey === issuerKey && signs(signer, list, hash)))
    return { why: 'The revocation list is signed by nobody whose lists are trusted here.' };
  return {
    issuerKey,
    indirect,
    thisUpdate: thisUpdate.getTime().getTime(),
    nextUpdate: nextUpdate?.getTime().getTime() ?? null,
    revoked: revokedIn(revokedCertificates ?? [], issuerKey, indirect),
  };
};

const pem = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/;

/** Reads a revocation list in DER or PEM and checks its signature. Its age is the caller's to judge: an old list is better than none. */
export const readRevocationList = (
  body: Uint8Array,
  signers: RevocationSigners,
): RevocationList | RevocationListFault => {
  const [, base64] = pem.exec(Buffer.from(body).toString('latin1')) ?? [];
  try {
    return read(base64 === undefined ? body : Buffer.from(base64, 'base64'), signers);
  } catch {
    return { why: 'These bytes are no revocation list.' };
  }
};
