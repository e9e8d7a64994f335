import { type KeyObject, verify as verifySignature } from 'node:crypto';
import type { CertificateAt } from './certificate-cache.ts';
import type { OpenToken } from './open-token.ts';
import type { Attestation } from './passport.ts';
import type { FirstSeen } from './replay-memory.ts';
import { checksUntil, type Failure, outcomeOf, type Verdict } from './verdict.ts';
import type { Warning } from './warning.ts';

/** Where certificates come from and what was seen before: `openVerifierTrust` makes it. */
export type VerifierTrust = { readonly certificateAt: CertificateAt; readonly firstSeen: FirstSeen };

/** What is known of a token before its certificate. */
export type Known = {
  readonly warnings: readonly Warning[];
  readonly attest: Attestation | null;
  readonly origid: string | null;
};

const holds = (key: KeyObject, { input, signature }: OpenToken): Promise<boolean> =>
  new Promise((resolve, reject) => {
    verifySignature('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, valid) =>
      error === null ? resolve(valid) : reject(error),
    );
  });

/** Row E18, and the memory of what was seen: only a signature that held is remembered, so nobody can spoil another's token. */
const signatureFault = async (
  token: OpenToken,
  key: KeyObject,
  firstSeen: FirstSeen,
  now: number,
): Promise<Failure | null> => {
  if (!(await holds(key, token)))
    return { row: 'E18', desc: 'The signature does not hold for the token as it was received.' };
  return firstSeen(token.signature, now)
    ? null
    : { row: 'replay', desc: 'This token was used before: one token serves one call.' };
};

/** A verdict that refuses. */
export const refused = (failure: Failure, known: Known & Pick<Verdict, 'signer'>): Verdict => ({
  ...outcomeOf(failure),
  checks: checksUntil(failure.row),
  ...known,
});

/** What of a token needs the network and a key, once its cheap rows held: rows E8, E17, E18 and its first use. `now` in milliseconds. */
export const prove = async (
  token: OpenToken,
  known: Known,
  { certificateAt, firstSeen }: VerifierTrust,
  now: number,
): Promise<Verdict> => {
  const answer = await certificateAt(token.x5u, now);
  if (answer.outcome !== 'found')
    return refused(
      { row: answer.outcome === 'unreachable' ? 'E8' : 'E17', desc: answer.why },
      { ...known, signer: null },
    );
  const { key, spc, subject, issuer, fingerprint, warnings } = answer.certificate;
  const all = { ...known, warnings: [...known.warnings, ...warnings], signer: { spc, subject, issuer, fingerprint } };
  const fault = await signatureFault(token, key, firstSeen, now);
  if (fault !== null) return refused(fault, all);
  return { verstat: 'TN-Validation-Passed', reason: null, checks: checksUntil(null), ...all };
};
