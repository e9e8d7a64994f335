import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { refuse } from '../../kernel/problem.ts';
import { faultOfCertificateUrl } from '../../outside/certificate-fetch.ts';
import type { Certificate } from './certificate.ts';
import { type Chain, readChain } from './certificate-chain.ts';
import { written } from './distinguished-name.ts';
import { type LintFinding, lintCertificate, type Place } from './lint-certificate.ts';
import { type SignBytes, signWithKey } from './signer.ts';
import { codesIn } from './tn-auth-list.ts';

/** Who signs our calls: whose certificate, where it stands, until when it holds, and the signature itself, by a key in memory or in a hardware module. */
export type Signer = {
  readonly x5u: string;
  readonly spc: string;
  /** SHA-256 of the certificate, hexadecimal. */
  readonly fingerprint: string;
  /** The earliest end of the chain, in milliseconds. */
  readonly notAfter: number;
  readonly sign: SignBytes;
};

/** A rule that a certificate of our chain breaks. */
export type ChainFinding = LintFinding & { readonly certificate: string };

/** A certificate chain of our own, weighed. */
export type OwnChain = Omit<Signer, 'sign'> & {
  readonly key: KeyObject;
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: number;
  /** Whole days until the earliest end. */
  readonly daysLeft: number;
  readonly findings: readonly ChainFinding[];
};

/** A credential ready to sign. */
export type OwnCredential = { readonly chain: OwnChain; readonly signer: Signer };

/** What a carrier was given and says of it. */
export type ChainFacts = {
  /** PEM, the signer's certificate first. */
  readonly chain: Uint8Array;
  /** Where others will fetch it. */
  readonly x5u: string;
  /** The code it must carry, or null where any will do. */
  readonly expectedSpc: string | null;
};

const day = 86_400_000;
const urlForm = /^https?:\/\/[^\s<>"]+$/;
const ports = [443, 8443];

const placeOf = (certificate: Certificate, index: number): Place => {
  if (index === 0) return 'leaf';
  return certificate.subjectKey === certificate.issuerKey ? 'root' : 'intermediate';
};

const orderFinding = (chain: Chain): readonly ChainFinding[] =>
  chain.flatMap((certificate, index) => {
    const next = chain[index + 1];
    if (next === undefined || (next.subjectKey === certificate.issuerKey && certificate.x509.verify(next.key)))
      return [];
    const text = 'Not so: the next certificate of the chain issued this one.';
    return [{ code: 'chain-order', text, cite: 'RFC 8555 section 9.1', certificate: written(certificate.subject) }];
  });

const addressFinding = (x5u: string, leaf: Certificate): readonly ChainFinding[] => {
  const text = faultOfCertificateUrl(x5u, ports);
  return text === null
    ? []
    : [{ code: 'x5u', text, cite: 'ATIS-1000074 section 5.3', certificate: written(leaf.subject) }];
};

const refuseUnusable = (leaf: Certificate, codes: readonly string[], { expectedSpc }: ChainFacts): string => {
  const [spc, ...more] = codes;
  if (spc === undefined || more.length > 0)
    return refuse(
      'invalid-input',
      'The certificate names no single service provider code.',
      'Ask the authority for a certificate with a TNAuthList of one code.',
    );
  if (expectedSpc !== null && spc !== expectedSpc)
    return refuse(
      'invalid-input',
      `The certificate is for the code ${spc}, not ${expectedSpc}.`,
      'Load the certificate of this code, or correct the code.',
    );
  if (leaf.key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    return refuse(
      'invalid-input',
      'The key of the certificate is not on the curve P-256.',
      'SHAKEN signs with ES256 only: ask for a certificate over a P-256 key.',
    );
  return spc;
};

/** Weighs a chain of our own at a moment in milliseconds. Refused where it could sign nothing that stands; everything else it breaks is listed. */
export const weighOwnChain = (facts: ChainFacts, at: number): OwnChain => {
  const chain =
    readChain(facts.chain) ??
    refuse(
      'invalid-input',
      'The chain holds no certificate in PEM, or one that cannot be read.',
      'Give the certificates as the authority sent them, the own one first.',
    );
  const [leaf] = chain;
  if (!urlForm.test(facts.x5u) || !URL.canParse(facts.x5u))
    refuse(
      'invalid-input',
      'The address of the certificate (x5u) is no URL.',
      'Give the https address where others fetch the chain.',
    );
  const spc = refuseUnusable(leaf, codesIn(leaf.tnAuthList ?? []), facts);
  const notAfter = Math.min(...chain.map((certificate) => certificate.notAfter));
  const notBefore = Math.max(...chain.map((certificate) => certificate.notBefore));
  if (at > notAfter)
    refuse('invalid-input', `The certificate expired at ${new Date(notAfter).toISOString()}.`, 'Load the renewed one.');
  if (at < notBefore)
    refuse(
      'invalid-input',
      `The certificate is not valid before ${new Date(notBefore).toISOString()}.`,
      'Load it then.',
    );
  return {
    x5u: facts.x5u,
    spc,
    fingerprint: leaf.fingerprint,
    notAfter,
    notBefore,
    key: leaf.key,
    subject: written(leaf.subject),
    issuer: written(leaf.issuer),
    daysLeft: Math.floor((notAfter - at) / day),
    findings: [
      ...chain.flatMap((certificate, index) =>
        lintCertificate(certificate, placeOf(certificate, index)).map((finding) => ({
          ...finding,
          certificate: written(certificate.subject),
        })),
      ),
      ...orderFinding(chain),
      ...addressFinding(facts.x5u, leaf),
    ],
  };
};

/** Reads a private key in PEM: PKCS#8, encrypted or not, or the older form of OpenSSL. The passphrase is never in a message. */
export const readPrivateKey = (pem: string, passphrase: string | null): KeyObject => {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === null ? {} : { passphrase }) });
  } catch {
    return refuse(
      'invalid-input',
      passphrase === null
        ? 'The key is no private key in PEM, or it is encrypted.'
        : 'The key is no private key in PEM, or the passphrase is another.',
      'Give the private key in PEM, and its passphrase where it has one.',
    );
  }
};

/** Joins a chain of our own with what signs for it. */
export const signerOf = ({ x5u, spc, fingerprint, notAfter }: OwnChain, sign: SignBytes): Signer => ({
  x5u,
  spc,
  fingerprint,
  notAfter,
  sign,
});

/** Makes a credential of a key in memory and its chain. Refused where they do not belong together. */
export const ownCredential = (key: KeyObject, facts: ChainFacts, at: number): OwnCredential => {
  const chain = weighOwnChain(facts, at);
  if (!createPublicKey(key).equals(chain.key))
    refuse(
      'invalid-input',
      'The key does not belong to the certificate.',
      'Give the key with which the certificate was asked for; key and certificate may be interchanged with another pair.',
    );
  return { chain, signer: signerOf(chain, signWithKey(key)) };
};
