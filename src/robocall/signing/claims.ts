import { member, textList, textMember } from './json-object.ts';
import type { Attestation } from './passport.ts';
import { canonicalNumber } from './telephone-number.ts';
import type { Failure } from './verdict.ts';
import type { Warning } from './warning.ts';

/** What every token says of a call. */
export type CallClaims = {
  readonly orig: string;
  readonly dest: readonly string[];
  /** Seconds since 1970. */
  readonly iat: number;
};

/** What a SHAKEN token says; `attest` is not weighed yet. */
export type ShakenClaims = CallClaims & { readonly attest: string; readonly origid: string };

const seconds = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;

const lacks = (names: readonly string[]): Failure => ({
  row: 'E14',
  desc: `The claims of the token lack ${names.join(', ')} in the form of RFC 8225 and 8588.`,
});

const missingIn = (found: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(found).filter((name) => found[name] === null);

/** The claims that every token has, row E14: one calling number, a list of called ones, a time that is a number. */
export const readCallClaims = (claims: object | null): CallClaims | Failure => {
  const orig = textMember(member(claims, 'orig'), 'tn');
  const dest = textList(member(member(claims, 'dest'), 'tn'));
  const iat = seconds(member(claims, 'iat'));
  if (orig === null || dest === null || iat === null)
    return lacks(missingIn({ 'orig.tn': orig, 'dest.tn': dest, iat }));
  return { orig, dest, iat };
};

/** The claims of a SHAKEN token, row E14. */
export const readShakenClaims = (claims: object | null): ShakenClaims | Failure => {
  const call = readCallClaims(claims);
  if ('row' in call) return call;
  const attest = textMember(claims, 'attest');
  const origid = textMember(claims, 'origid');
  if (attest === null || origid === null) return lacks(missingIn({ attest, origid }));
  return { ...call, attest, origid };
};

/** The level of attestation; null where it is none of the three (row E19). */
export const readAttest = (text: string): Attestation | null =>
  text === 'A' || text === 'B' || text === 'C' ? text : null;

/** How far a token's time may be from ours and from the call's, either way: clocks of carriers differ. */
export const freshMs = 60_000;

/** Row E15: the token's time against the call's and against our clock, both in milliseconds. */
export const staleness = (iat: number, time: number, now: number): Failure | null => {
  const off = Math.max(Math.abs(iat * 1000 - time), Math.abs(iat * 1000 - now));
  if (off <= freshMs) return null;
  return {
    row: 'E15',
    desc: `The token's 'iat' is ${Math.round(off / 1000)} seconds away from the call; 60 are allowed.`,
  };
};

/** Row E16: whether the token is for this call. A token to several called numbers serves a call to each of them. */
export const mismatch = ({ orig, dest }: CallClaims, from: string, to: readonly string[]): Failure | null => {
  const caller = canonicalNumber(from);
  if (caller === null || canonicalNumber(orig) !== caller)
    return { row: 'E16', desc: "The token's 'orig' is not the calling number." };
  const signed = new Set(dest.map(canonicalNumber));
  if (to.length === 0 || signed.has(null) || !to.every((number) => signed.has(canonicalNumber(number))))
    return { row: 'E16', desc: "The token's 'dest' does not name the called number." };
  return null;
};

/** Numbers that a token writes with a plus sign or separators: they should be bare. */
export const numberWarnings = ({ orig, dest }: CallClaims): readonly Warning[] =>
  [orig, ...dest].every((number) => canonicalNumber(number) === number)
    ? []
    : [
        {
          code: 'number-not-canonical',
          text: 'The token writes a number with a plus sign or separators (RFC 8224 section 8.3).',
        },
      ];
