import {
  type Credentials,
  ownCertificate,
  ownCredentials,
  ownDecision,
  type SignedByThirdParty,
  writtenAgreement,
} from '../47cfr/64.6301.ts';
import { dayOfCivil } from '../calendar.ts';
import type { Cite } from '../citation.ts';
import { type Weighed, weigh } from '../rule.ts';

/** First Eastern day of the rules on third-party signing, AUTH-2025. */
export const thirdPartyRules = dayOfCivil(2025, 9, 18);

/** Who would sign, and with what. */
export type Signer =
  | { readonly by: 'us'; readonly credentials: Credentials }
  | { readonly by: 'third-party'; readonly credentials: Credentials; readonly terms: SignedByThirdParty };

export type SigningMissing = 'token' | 'certificate' | 'own-decision' | 'own-certificate' | 'agreement';

/** Whether calls may be signed so, by which paragraph, and what stands in the way, the deciding one first. */
export type MaySign = {
  readonly allowed: boolean;
  readonly cite: Cite;
  readonly basis: 'own-signature' | 'third-party-for-us' | 'before-the-rules' | 'none';
  readonly missing: readonly SigningMissing[];
  readonly weighed: readonly Weighed[];
  readonly clearsAt: null;
};

const lackOf = ({ token, certificate }: Credentials): readonly SigningMissing[] => [
  ...(token === 'valid' ? [] : (['token'] as const)),
  ...(certificate === 'valid' ? [] : (['certificate'] as const)),
];

const refused = (cite: Cite, missing: readonly SigningMissing[], weighed: readonly Weighed[]): MaySign => ({
  allowed: false,
  cite,
  basis: 'none',
  missing,
  weighed,
  clearsAt: null,
});

const allowed = (cite: Cite, basis: MaySign['basis'], weighed: readonly Weighed[]): MaySign => ({
  allowed: true,
  cite,
  basis,
  missing: [],
  weighed,
  clearsAt: null,
});

const byUs = ({ credentials }: Signer): MaySign => {
  const weighed: Weighed[] = [];
  return weigh(ownCredentials, credentials, weighed)
    ? allowed(ownCredentials.cite, 'own-signature', weighed)
    : refused(ownCredentials.cite, lackOf(credentials), weighed);
};

const byThirdParty = (credentials: Credentials, terms: SignedByThirdParty): MaySign => {
  const weighed: Weighed[] = [];
  const missing: SigningMissing[] = [];
  if (!weigh(ownDecision, terms, weighed)) missing.push('own-decision');
  if (!weigh(ownCertificate, terms, weighed)) missing.push('own-certificate');
  if (!weigh(writtenAgreement, terms, weighed)) missing.push('agreement');
  if (!weigh(ownCredentials, credentials, weighed)) missing.push(...lackOf(credentials));
  const failed = weighed.find(({ held }) => !held);
  return failed === undefined
    ? allowed(ownDecision.cite, 'third-party-for-us', weighed)
    : refused(failed.cite, missing, weighed);
};

/**
 * Whether calls may be signed on an Eastern day (number): by ourselves with our own token and certificate, at any date, as
 * nothing else can be signed with; by a third party since AUTH-2025 only on the conditions of 64.6301(b).
 */
export const maySignFor = (day: number, signer: Signer): MaySign => {
  if (signer.by === 'us') return byUs(signer);
  if (day < thirdPartyRules) return allowed('47 CFR 64.6301(a)(2)', 'before-the-rules', []);
  return byThirdParty(signer.credentials, signer.terms);
};
