import { rule, type Section } from '../rule.ts';

export const callingNumberPassed = rule<{
  readonly received: 'calling-number' | 'none' | 'unknown';
  readonly passed: 'unaltered' | 'altered' | 'dropped' | 'unknown';
}>({
  cite: '47 CFR 64.1601(a)',
  duty: 'The calling number that comes with a call is passed on with it, unaltered',
  effective: { from: '1995-12-01' },
  holds: ({ received, passed }) => received === 'none' || passed === 'unaltered',
});

export const privacyHonored = rule<{
  readonly asked: 'privacy' | 'none' | 'unknown';
  readonly shownToCalledParty: 'number' | 'private' | 'unknown';
}>({
  cite: '47 CFR 64.1601(b)',
  duty: 'A caller who asks for privacy is not shown to the called party; between providers the number still goes along',
  effective: { from: '1995-12-01' },
  holds: ({ asked, shownToCalledParty }) => asked === 'none' || shownToCalledParty === 'private',
});

export const telemarketerShowsNumber = rule<{
  readonly caller: 'telemarketer' | 'other' | 'unknown';
  readonly number: 'answered-in-business-hours' | 'not-answered' | 'blocked' | 'unknown';
}>({
  cite: '47 CFR 64.1601(e)',
  duty: 'Telemarketers show a number that can be called back in business hours, and do not block it',
  effective: { from: '2004-01-29' },
  holds: ({ caller, number }) => caller === 'other' || number === 'answered-in-business-hours',
});

/** Delivery of caller ID and privacy, 47 CFR 64.1601. */
export const section641601: Section = {
  cite: '47 CFR 64.1601',
  rules: [callingNumberPassed, privacyHonored, telemarketerShowsNumber],
  notEncoded: [],
};
