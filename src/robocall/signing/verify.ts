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
import { prove, refused, type VerifierTrust } from './prove.ts';
import { type Failure, isFailure, type Verdict } from './verdict.ts';

/** A call with the Identity header that came with it. */
export type VerificationRequest = {
  readonly from: string;
  readonly to: readonly string[];
  /** When the call was received, seconds since 1970. */
  readonly time: number;
  readonly identity: string;
};

/** A token whose cheap rows all held. */
export type Plausible = { readonly token: OpenToken; readonly claims: ShakenClaims };

/** Row E3: a request whose time is not ours, both in milliseconds. */
export const requestFault = (time: number, now: number): Failure | null =>
  Math.abs(now - time) > freshMs
    ? { row: 'E3', desc: "The 'time' of the request is more than 60 seconds away from our clock." }
    : null;

/** Rows E4 to E19: what needs neither the call's numbers nor the network. Times in milliseconds. */
export const readShaken = (identity: string, time: number, now: number): Plausible | Failure => {
  const token = openToken(identity, 'shaken');
  if (isFailure(token)) return token;
  const claims = readShakenClaims(token.claims);
  if (isFailure(claims)) return claims;
  const stale = staleness(claims.iat, time, now);
  if (stale !== null) return stale;
  return readAttest(claims.attest) === null
    ? { row: 'E19', desc: "The 'attest' of the token is none of A, B and C." }
    : { token, claims };
};

/** What is known of a plausible token. */
export const knownOf = ({ token, claims }: Plausible) => ({
  warnings: [...token.warnings, ...numberWarnings(claims)],
  attest: readAttest(claims.attest),
  origid: claims.origid,
});

/** What is known of a token that cannot be read. */
export const unreadable = { warnings: [], signer: null, attest: null, origid: null };

/**
 * Verifies the SHAKEN token of a call at a moment in milliseconds, in the order of ATIS-1000082: what is cheap first, then the certificate, then the signature over the bytes
 * as they came, then whether it was used before.
 */
export const verify = async (request: VerificationRequest, trust: VerifierTrust, now: number): Promise<Verdict> => {
  const time = request.time * 1000;
  const untimely = requestFault(time, now);
  if (untimely !== null) return refused(untimely, unreadable);
  const plausible = readShaken(request.identity, time, now);
  if (isFailure(plausible)) return refused(plausible, unreadable);
  const other = mismatch(plausible.claims, request.from, request.to);
  if (other !== null) return refused(other, { ...knownOf(plausible), signer: null });
  return prove(plausible.token, knownOf(plausible), trust, now);
};
