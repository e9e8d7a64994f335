import { rule, type Section } from '../rule.ts';

/** Caller ID that is shown, by whom and why. */
export type ShownCallerId = {
  readonly accuracy: 'accurate' | 'misleading' | 'unknown';
  readonly intent: 'fraud-harm-or-gain' | 'none-of-these' | 'unknown';
  readonly caller: 'in-the-united-states' | 'abroad' | 'unknown';
};

const honest = ({ accuracy, intent }: ShownCallerId): boolean => accuracy === 'accurate' || intent === 'none-of-these';

export const noSpoofing = rule<ShownCallerId>({
  cite: '47 CFR 64.1604(a)',
  duty: 'Nobody in the United States knowingly shows misleading caller ID to defraud, to harm or to gain wrongfully',
  effective: { from: '2011-08-19', until: '2020-02-04' },
  holds: (shown) => shown.caller === 'abroad' || honest(shown),
});

export const noSpoofingFromAbroad = rule<ShownCallerId>({
  cite: '47 CFR 64.1604(a)',
  duty: 'Nobody, also from abroad to the United States, knowingly shows misleading caller ID to defraud, to harm or to gain wrongfully',
  effective: { from: '2020-02-05' },
  holds: honest,
});

export const lawEnforcementExempt = rule<{
  readonly by: 'authorized-law-enforcement' | 'court-order' | 'other' | 'unknown';
}>({
  cite: '47 CFR 64.1604(b)',
  duty: 'Authorized law enforcement and what a court order names are exempt',
  effective: { from: '2011-08-19' },
  holds: ({ by }) => by === 'authorized-law-enforcement' || by === 'court-order',
});

/** Prohibition on misleading caller ID, 47 CFR 64.1604. */
export const section641604: Section = {
  cite: '47 CFR 64.1604',
  rules: [noSpoofing, noSpoofingFromAbroad, lawEnforcementExempt],
  notEncoded: [],
};
