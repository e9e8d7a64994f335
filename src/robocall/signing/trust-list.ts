import { verify } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { readCertificates } from './certificate-chain.ts';
import { decodeObject, member, textList, textMember } from './json-object.ts';

/** The policy administrator's list of trusted authorities, its signature checked. */
export type TrustList = {
  readonly certificates: readonly Certificate[];
  /** Rises with every edition. */
  readonly sequence: number;
  /** Milliseconds; null where the list names no end. */
  readonly expires: number | null;
};

export type TrustListFault = { readonly why: string };

const form = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;
const bare = /^[A-Za-z0-9+/=\s]+$/;

const whole = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : null;

const asPem = (entry: string): string =>
  bare.test(entry) ? `-----BEGIN CERTIFICATE-----\n${entry}\n-----END CERTIFICATE-----\n` : `${entry}\n`;

/** Whether a body is a signed list and not certificates: three parts of base64url. */
export const isSignedList = (body: Uint8Array): boolean => form.test(Buffer.from(body).toString('latin1').trim());

/**
 * Reads the list that the policy administrator signs: a JWS (ES256) over `version`, `sequence`, `exp` and `trustList`, a list of certificates. Signed by one of the administrators known here: the
 * address of the signer's certificate that the list names itself is not asked. The form is that of published readers, not of a document we had.
 */
export const readTrustList = (body: Uint8Array, administrators: readonly Certificate[]): TrustList | TrustListFault => {
  const [, header = '', payload = '', signature = ''] = form.exec(Buffer.from(body).toString('latin1').trim()) ?? [];
  if (textMember(decodeObject(header)?.object, 'alg') !== 'ES256')
    return { why: 'The trust list is no JWS signed by ES256.' };
  const input = Buffer.from(`${header}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  if (!administrators.some(({ key }) => verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, bytes)))
    return { why: 'The trust list is signed by no administrator known here.' };
  const content = decodeObject(payload)?.object;
  const listed = textList(member(content, 'trustList'));
  const sequence = whole(member(content, 'sequence'));
  if (listed === null || sequence === null)
    return { why: 'The trust list lacks its certificates or its sequence number.' };
  const certificates = readCertificates(Buffer.from(listed.map(asPem).join('')));
  if (certificates === null || certificates.length !== listed.length)
    return { why: 'A certificate of the trust list cannot be read.' };
  const seconds = whole(member(content, 'exp'));
  return { certificates, sequence, expires: seconds === null ? null : seconds * 1000 };
};
