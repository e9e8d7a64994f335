import { type CallClaims, mismatch, readCallClaims, staleness } from './claims.ts';
import { member, textMember } from './json-object.ts';
import { kindOf, type OpenToken, openToken } from './open-token.ts';
import { prove, refused, type VerifierTrust } from './prove.ts';
import { canonicalNumber } from './telephone-number.ts';
import { type Failure, isFailure, type Verdict, type Verstat } from './verdict.ts';
import { knownOf, type Plausible, readShaken, requestFault, unreadable } from './verify.ts';

/** A call with all Identity headers that came with it. */
export type DivertedRequest = {
  readonly from: string;
  readonly to: readonly string[];
  /** Seconds since 1970. */
  readonly time: number;
  readonly identities: readonly string[];
};

/** Who forwarded the call, and what the token that says so is worth. */
export type Diversion = { readonly from: string; readonly to: readonly string[]; readonly verdict: Verdict };

/** What a verifier says of a call that may have been forwarded. It passed where the call as it came and every forwarding passed. */
export type DivertedVerdict = {
  readonly verstat: Verstat;
  readonly call: Verdict;
  /** The last forwarding first. */
  readonly diversions: readonly Diversion[];
};

type DivToken = { readonly token: OpenToken; readonly claims: CallClaims; readonly div: string };

// five forwardings are more than networks carry
const mostIdentities = 6;

const readDiv = (identity: string, time: number, now: number): DivToken | Failure => {
  const token = openToken(identity, 'div');
  if (isFailure(token)) return token;
  const claims = readCallClaims(token.claims);
  if (isFailure(claims)) return claims;
  const div = canonicalNumber(textMember(member(token.claims, 'div'), 'tn') ?? '');
  if (div === null) return { row: 'E14', desc: 'The claims of the token lack div.tn in the form of RFC 8946.' };
  return staleness(claims.iat, time, now) ?? { token, claims, div };
};

/** The forwardings from the number called now back to one that the call's token names, the last first; null where the chain has a gap. */
const wayBack = (
  call: Plausible,
  from: string,
  to: readonly string[],
  divs: readonly DivToken[],
): readonly DivToken[] | null => {
  const way: DivToken[] = [];
  let called = to;
  while (mismatch(call.claims, from, called) !== null) {
    const step = divs.find((div) => !way.includes(div) && mismatch(div.claims, from, called) === null);
    if (step === undefined) return null;
    way.push(step);
    called = [step.div];
  }
  return way;
};

const gap: Failure = {
  row: 'E16',
  desc: 'The token is for another call, and no forwarding leads from it to this one.',
};

const refusedCall = (failure: Failure): DivertedVerdict => {
  const call = refused(failure, unreadable);
  return { verstat: call.verstat, call, diversions: [] };
};

const proveDiversion = async (
  { token, claims, div }: DivToken,
  trust: VerifierTrust,
  now: number,
): Promise<Diversion> => {
  const known = { warnings: token.warnings, attest: null, origid: null };
  return { from: div, to: claims.dest, verdict: await prove(token, known, trust, now) };
};

const joined = (verdicts: readonly Verdict[]): Verstat => {
  if (verdicts.every(({ verstat }) => verstat === 'TN-Validation-Passed')) return 'TN-Validation-Passed';
  return verdicts.some(({ verstat }) => verstat === 'TN-Validation-Failed')
    ? 'TN-Validation-Failed'
    : 'No-TN-Validation';
};

/**
 * Verifies a call with its forwardings (RFC 8946) at a moment in milliseconds: the div tokens must lead without a gap from the number called now to the one that the call was
 * signed for. What is cheap comes first, for all tokens.
 */
export const verifyDiverted = async (
  { from, to, time: seconds, identities }: DivertedRequest,
  trust: VerifierTrust,
  now: number,
): Promise<DivertedVerdict> => {
  const time = seconds * 1000;
  const untimely = requestFault(time, now);
  if (untimely !== null) return refusedCall(untimely);
  if (identities.length > mostIdentities)
    return refusedCall({ row: 'E4', desc: `The call has more than ${mostIdentities} Identity headers.` });
  const first = identities.find((identity) => kindOf(identity) !== 'div');
  if (first === undefined) return refusedCall({ row: 'E4', desc: 'The call has no SHAKEN token.' });
  const divs = identities
    .filter((identity) => kindOf(identity) === 'div')
    .map((identity) => readDiv(identity, time, now));
  const call = readShaken(first, time, now);
  if (isFailure(call)) return refusedCall(call);
  const way = wayBack(
    call,
    from,
    to,
    divs.filter((div): div is DivToken => !isFailure(div)),
  );
  if (way === null) return refusedCall(divs.find(isFailure) ?? gap);
  const proved = await prove(call.token, knownOf(call), trust, now);
  const diversions = await Promise.all(way.map((div) => proveDiversion(div, trust, now)));
  return { verstat: joined([proved, ...diversions.map(({ verdict }) => verdict)]), call: proved, diversions };
};
