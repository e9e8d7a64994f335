import {
  acceptedFromForeign,
  acceptedFromGateways,
  acceptedFromIntermediates,
  acceptedFromProviders,
  type HandedOver,
  publicSafety,
} from '../47cfr/64.6305.ts';
import { dayOfCivil } from '../calendar.ts';
import type { Cite } from '../citation.ts';
import type { Rule, Weighed } from '../rule.ts';

/** What the provider is from which a call comes directly, and since when such must be listed. */
export type UpstreamKind =
  | 'voice-service-provider'
  | 'foreign-provider'
  | 'gateway'
  | 'non-gateway-intermediate'
  | 'unknown';

export type UpstreamAsked = HandedOver & {
  /** The Eastern day of the call. */
  readonly day: number;
  readonly kind: UpstreamKind;
  readonly emergency: 'to-911' | 'of-public-safety' | 'none' | 'unknown';
};

export type UpstreamAnswer = {
  readonly allowed: boolean;
  readonly cite: Cite;
  readonly basis: 'emergency' | 'listed' | 'foreign-number' | 'before-the-rule' | 'none';
  readonly missing: readonly ('listing' | 'removed' | 'check')[];
  readonly weighed: readonly Weighed[];
  readonly clearsAt: null;
  readonly reason: string;
};

type Gate = { readonly rule: Rule<HandedOver>; readonly from: number };

const gates: Readonly<Record<Exclude<UpstreamKind, 'unknown'>, Gate>> = {
  'voice-service-provider': { rule: acceptedFromProviders, from: dayOfCivil(2021, 9, 28) },
  'foreign-provider': { rule: acceptedFromForeign, from: dayOfCivil(2021, 9, 28) },
  gateway: { rule: acceptedFromGateways, from: dayOfCivil(2023, 4, 11) },
  'non-gateway-intermediate': { rule: acceptedFromIntermediates, from: dayOfCivil(2024, 5, 28) },
};

const lacks = {
  removed: ['removed', 'The provider was removed from the Robocall Mitigation Database: its calls are not taken.'],
  'verified-absent': ['listing', 'The provider is not in the Robocall Mitigation Database: its calls are not taken.'],
  'could-not-check': ['check', 'Whether the provider is listed could not be checked, and no earlier answer is kept.'],
} as const;

const yes = (cite: Cite, basis: UpstreamAnswer['basis'], weighed: readonly Weighed[], reason: string) =>
  ({ allowed: true, cite, basis, missing: [], weighed, clearsAt: null, reason }) as const;

/**
 * Whether a call may be taken directly from a provider, 64.6305(g). `could-not-check` is for a provider of whom no answer was
 * ever had: after a fetch that fails the last good answer is passed. A provider of unknown kind is judged as one that serves
 * end users, the strictest.
 */
export const upstreamListed = (asked: UpstreamAsked): UpstreamAnswer => {
  const { day, kind, emergency, listing } = asked;
  if (publicSafety.holds({ emergency }))
    return yes(publicSafety.cite, 'emergency', [publicSafety.held], 'An emergency call is taken from any provider.');
  const { rule, from } = gates[kind === 'unknown' ? 'voice-service-provider' : kind];
  if (day < from)
    return yes(rule.cite, 'before-the-rule', [], 'On that day such a provider did not have to be listed.');
  if (listing === 'listed') return yes(rule.cite, 'listed', [rule.held], 'The provider is listed and not removed.');
  if (rule.holds(asked))
    return yes(rule.cite, 'foreign-number', [rule.held], 'The call shows no number of the North American plan.');
  const [missing, reason] = lacks[listing];
  return {
    allowed: false,
    cite: rule.cite,
    basis: 'none',
    missing: [missing],
    weighed: [rule.failed],
    clearsAt: null,
    reason,
  };
};
