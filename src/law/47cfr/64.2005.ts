import { isProtection } from '../47usc/222.ts';
import type { CarrierKind, Category, OfferKind, UseAsked } from '../facts.ts';
import { isCarrierOrAgent } from '../judged-recipient.ts';
import { type NotEncoded, rule, type Section } from '../rule.ts';

const from = '1998-05-26';

/** An offer in a category that the customer buys from this carrier. Other kinds of offer belong to no category. */
const inSubscribedCategory = ({ use, subscribes }: UseAsked): boolean =>
  use.offer !== null &&
  use.offer.kind === 'communications-related' &&
  use.offer.category !== null &&
  subscribes.includes(use.offer.category);

export const sameCategory = rule<UseAsked>({
  cite: '47 CFR 64.2005(a)',
  duty: 'Offers in the categories that the customer already buys need no approval',
  effective: { from },
  holds: (asked) => inSubscribedCategory(asked) && isCarrierOrAgent(asked.use),
});

const severalCategories = (subscribes: readonly Category[]): boolean =>
  subscribes.some((category) => category !== subscribes[0]);

export const sharedWithAffiliate = rule<UseAsked>({
  cite: '47 CFR 64.2005(a)(1)',
  duty: 'A customer of several categories may have CPNI shared with an affiliate that serves this customer too',
  effective: { from },
  holds: (asked) =>
    asked.use.recipient === 'affiliate-communications' &&
    asked.use.recipientServes.length > 0 &&
    severalCategories(asked.subscribes) &&
    inSubscribedCategory(asked),
});

/**
 * An offer that a paragraph exempts at the kinds of carrier it names. A former customer is in no category, so nothing is
 * exempt (doubt D-34). Written on the wireline list for VoIP (doubt D-7).
 */
const exemptAt =
  (kinds: Partial<Record<OfferKind, readonly CarrierKind[]>>) =>
  ({ carrier, subscribes, use }: UseAsked): boolean => {
    if (use.offer === null || subscribes.length === 0) return false;
    const named = kinds[use.offer.kind];
    return named?.includes(carrier.kind) === true && isCarrierOrAgent(use);
  };

const wireline = ['lec', 'interexchange', 'interconnected-voip'] as const;

export const equipmentAndInformation = rule<UseAsked>({
  cite: '47 CFR 64.2005(b)(1)',
  duty: 'Customer premises equipment needs no approval; wireless carriers: nor do information services; wireline: nor does the closed list of messaging and protocol services',
  effective: { from },
  holds: exemptAt({
    cpe: ['lec', 'interexchange', 'cmrs', 'interconnected-voip'],
    'messaging-and-protocol': wireline,
    'information-service': ['cmrs'],
  }),
});

export const noTracking = rule<UseAsked>({
  cite: '47 CFR 64.2005(b)(2)',
  duty: 'Never use CPNI to find or follow customers who call competitors, approval or not (doubt D-8)',
  effective: { from },
  holds: ({ use }) => use.purpose !== 'track-competitors',
});

export const insideWiring = rule<UseAsked>({
  cite: '47 CFR 64.2005(c)(1)',
  duty: 'Installing, maintaining and repairing inside wiring needs no approval',
  effective: { from },
  holds: exemptAt({ 'inside-wiring': wireline }),
});

export const adjunctToBasic1998 = rule<UseAsked>({
  cite: '47 CFR 64.2005(c)(3)',
  duty: 'Local and wireless carriers may market adjunct-to-basic services without approval',
  effective: { from, until: '2007-12-07' },
  holds: exemptAt({ 'adjunct-to-basic': ['lec', 'cmrs'] }),
});

export const adjunctToBasic2007 = rule<UseAsked>({
  cite: '47 CFR 64.2005(c)(3)',
  duty: 'Local, wireless and interconnected VoIP carriers may market adjunct-to-basic services without approval',
  effective: { from: '2007-12-08' },
  holds: exemptAt({ 'adjunct-to-basic': ['lec', 'cmrs', 'interconnected-voip'] }),
});

export const fraudProtection = rule<UseAsked>({
  cite: '47 CFR 64.2005(d)',
  duty: 'CPNI may be used to protect the carrier, users and other carriers from fraudulent, abusive or unlawful use',
  effective: { from },
  holds: isProtection,
});

const notEncoded: readonly NotEncoded[] = [
  { cite: '47 CFR 64.2005(a)(2)', why: 'The other side of (a)(1): one category alone leaves 64.2007(b).' },
  { cite: '47 CFR 64.2005(b)', why: 'The bar is the default: what no rule permits needs approval.' },
  { cite: '47 CFR 64.2005(c)', why: 'Its paragraphs are the rules.' },
  { cite: '47 CFR 64.2005(c)(2)', why: 'Health research by wireless carriers is no purpose of this system.' },
];

/** Use of CPNI without approval, 47 CFR 64.2005. */
export const section642005: Section = {
  cite: '47 CFR 64.2005',
  rules: [
    sameCategory,
    sharedWithAffiliate,
    equipmentAndInformation,
    noTracking,
    insideWiring,
    adjunctToBasic1998,
    adjunctToBasic2007,
    fraudProtection,
  ],
  notEncoded,
};
