import { type KeyObject, verify as verifySignature } from 'node:crypto';
import type { CertificateAt, SigningCertificate } from './certificate-cache.ts';
import {
  freshMs,
  mismatch,
  numberWarnings,
  readAttest,
  readShakenClaims,
  type ShakenClaims,
  staleness,
} from './claims.ts';
import { type OpenToken, openToken } from './open-token.ts';
import type { FirstSeen } from './replay-memory.ts';
import { checksUntil, type Failure, outcomeOf, type Verdict } from './verdict.ts';

/** A call with the Identity header that came with it. */
export type VerificationRequest = {
  readonly from: string;
  readonly to: readonly string[];
  /** When the call was received, seconds since 1970. */
  readonly time: number;
  readonly identity: string;
};

/** Where certificates come from and what was seen before: `openVerifierTrust` makes it. */
export type VerifierTrust = { readonly certificateAt: CertificateAt; readonly firstSeen: FirstSeen };

/** A token whose cheap rows all held. */
type Plausible = { readonly token: OpenToken; readonly claims: ShakenClaims };

const isFailure = <T extends object>(value: T | Failure): value is Failure => 'row' in value;

/** Rows E3 to E16: everything that needs neither the network nor a signature. */
const weighCheaply = ({ from, to, time, identity }: VerificationRequest, now: number): Plausible | Failure => {
  if (Math.abs(now - time * 1000) > freshMs)
    return { row: 'E3', desc: "The 'time' of the request is more than 60 seconds away from our clock." };
  const token = openToken(identity, 'shaken');
  if (isFailure(token)) return token;
  const claims = readShakenClaims(token.claims);
  if (isFailure(claims)) return claims;
  const stale = staleness(claims.iat, time * 1000, now);
  if (stale !== null) return stale;
  if (readAttest(claims.attest) === null)
    return { row: 'E19', desc: "The 'attest' of the token is none of A, B and C." };
  return mismatch(claims, from, to) ?? { token, claims };
};

const holds = (key: KeyObject, { input, signature }: OpenToken): Promise<boolean> =>
  new Promise((resolve, reject) => {
    verifySignature('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, valid) =>
      error === null ? resolve(valid) : reject(error),
    );
  });

/** The certificate behind a token, or why there is none: rows E8 and E17. */
export const certificateOf = async (
  { x5u }: OpenToken,
  { certificateAt }: VerifierTrust,
  now: number,
): Promise<SigningCertificate | Failure> => {
  const answer = await certificateAt(x5u, now);
  if (answer.outcome === 'found') return answer.certificate;
  return { row: answer.outcome === 'unreachable' ? 'E8' : 'E17', desc: answer.why };
};

/** Row E18, and the memory of what was seen: only a signature that held is remembered, so nobody can spoil another's. */
export const signatureFault = async (
  token: OpenToken,
  { key }: SigningCertificate,
  { firstSeen }: VerifierTrust,
  now: number,
): Promise<Failure | null> => {
  if (!(await holds(key, token)))
    return { row: 'E18', desc: 'The signature does not hold for the token as it was received.' };
  return firstSeen(token.signature, now)
    ? null
    : { row: 'replay', desc: 'This token was used before: one token serves one call.' };
};

const unreadable = { warnings: [], signer: null, attest: null, origid: null };

const refused = (failure: Failure, known: Pick<Verdict, 'warnings' | 'signer' | 'attest' | 'origid'>): Verdict => ({
  ...outcomeOf(failure),
  checks: checksUntil(failure.row),
  ...known,
});

/**
 * Verifies the SHAKEN token of a call at a moment in milliseconds, in the order of ATIS-1000082: what is cheap first, then the certificate, then the signature over the bytes
 * as they came, then whether it was used before.
 */
export const verify = async (request: VerificationRequest, trust: VerifierTrust, now: number): Promise<Verdict> => {
  const plausible = weighCheaply(request, now);
  if (isFailure(plausible)) return refused(plausible, unreadable);
  const { token, claims } = plausible;
  const { origid } = claims;
  const attest = readAttest(claims.attest);
  const tokenWarnings = [...token.warnings, ...numberWarnings(claims)];
  const certificate = await certificateOf(token, trust, now);
  if (isFailure(certificate)) return refused(certificate, { warnings: tokenWarnings, signer: null, attest, origid });
  const { spc, subject, issuer, fingerprint } = certificate;
  const signer = { spc, subject, issuer, fingerprint };
  const known = { warnings: [...tokenWarnings, ...certificate.warnings], signer, attest, origid };
  const fault = await signatureFault(token, certificate, trust, now);
  if (fault !== null) return refused(fault, known);
  return { verstat: 'TN-Validation-Passed', reason: null, checks: checksUntil(null), ...known };
};
