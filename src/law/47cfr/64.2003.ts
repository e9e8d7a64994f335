import type { CarrierKind } from '../facts.ts';
import { type NotEncoded, rule, type Section } from '../rule.ts';

const from = '2007-12-08';

/** What a prompt asks the customer to tell. */
export type Prompt =
  | 'account-number'
  | 'part-of-account-number'
  | 'service-number'
  | 'bill-amount'
  | 'social-security-number'
  | 'part-of-social-security-number'
  | 'mothers-maiden-name'
  | 'home-address'
  | 'date-of-birth'
  | 'life-history'
  | 'own-secret'
  | 'unknown';

const accountPrompts: ReadonlySet<Prompt> = new Set([
  'account-number',
  'part-of-account-number',
  'service-number',
  'bill-amount',
]);
const biographicalPrompts: ReadonlySet<Prompt> = new Set([
  'social-security-number',
  'part-of-social-security-number',
  'mothers-maiden-name',
  'home-address',
  'date-of-birth',
  // Pets and schools are not listed, and guessed as easily: doubt D-9.
  'life-history',
]);

export const accountInformation = rule<{ readonly prompt: Prompt }>({
  cite: '47 CFR 64.2003(a)',
  duty: 'Account information is what belongs to the account: its number or a part of it, its telephone number, the amount of a bill',
  effective: { from },
  holds: ({ prompt }) => accountPrompts.has(prompt),
});

/** Local day numbers; `linkedOn` null when the address is not on the account. A removed address starts anew. */
export const addressOfRecord = rule<{ readonly linkedOn: number | null; readonly day: number }>({
  cite: '47 CFR 64.2003(b)',
  duty: 'An address of record, postal or electronic, has been on the account for at least thirty days',
  effective: { from },
  holds: ({ linkedOn, day }) => linkedOn !== null && day - linkedOn >= 30,
});

export const callDetailInformation = rule<{
  readonly tells: 'other-party' | 'time' | 'location' | 'duration' | 'totals' | 'unknown';
}>({
  cite: '47 CFR 64.2003(d)',
  duty: 'Call detail tells of a particular call: the other number, when, where or how long; totals do not',
  effective: { from },
  // Not knowing which, it is protected as call detail.
  holds: ({ tells }) => tells !== 'totals',
});

export const readilyAvailableBiographicalInformation = rule<{ readonly prompt: Prompt }>({
  cite: '47 CFR 64.2003(m)',
  duty: 'Facts of a life that others can find: social security number, maiden name, home address, birth date and the like',
  effective: { from },
  holds: ({ prompt }) => biographicalPrompts.has(prompt),
});

const carriersOfOld: ReadonlySet<CarrierKind> = new Set(['lec', 'interexchange', 'cmrs']);

export const carrierBefore2007 = rule<{ readonly kind: CarrierKind }>({
  cite: '47 CFR 64.2003(o)',
  duty: 'Telecommunications carriers are bound by these rules; interconnected VoIP providers are not yet',
  effective: { from: '1998-05-26', until: '2007-12-07' },
  holds: ({ kind }) => carriersOfOld.has(kind),
});

export const carrierSince2007 = rule<{ readonly kind: CarrierKind }>({
  cite: '47 CFR 64.2003(o)',
  duty: 'Telecommunications carriers, and interconnected VoIP providers among them, are bound by these rules',
  effective: { from },
  holds: ({ kind }) => carriersOfOld.has(kind) || kind === 'interconnected-voip',
});

export const telephoneNumberOfRecord = rule<{
  readonly number: 'of-a-service' | 'contact' | 'ported-away' | 'unknown';
}>({
  cite: '47 CFR 64.2003(q)',
  duty: 'The telephone number of record is that of the service itself, not one given for contact',
  effective: { from },
  holds: ({ number }) => number === 'of-a-service',
});

/** Local day numbers; valid through the printed date. */
export const validPhotoId = rule<{
  readonly issuedBy: 'government' | 'other' | 'unknown';
  readonly picture: 'shown' | 'none';
  readonly expiresOn: number;
  readonly day: number;
}>({
  cite: '47 CFR 64.2003(r)',
  duty: 'A valid photo ID is issued by a government, has a picture and has not expired',
  effective: { from },
  holds: ({ issuedBy, picture, expiresOn, day }) =>
    issuedBy === 'government' && picture === 'shown' && day <= expiresOn,
});

const given = 'A definition whose answer is a fact given to us.';

const notEncoded: readonly NotEncoded[] = [
  { cite: '47 CFR 64.2003(c)', why: 'Affiliate: ownership is a fact given to us as the recipient.' },
  { cite: '47 CFR 64.2003(e)', why: 'Communications-related services: the kind of an offer is a fact given to us.' },
  { cite: '47 CFR 64.2003(f)', why: 'Customer: who is served now shows in what he subscribes to (doubt D-34).' },
  { cite: '47 CFR 64.2003(g)', why: 'CPNI: points to the statute; the classes are facts given to us.' },
  { cite: '47 CFR 64.2003(h)', why: given },
  { cite: '47 CFR 64.2003(i)', why: given },
  { cite: '47 CFR 64.2003(j)', why: given },
  { cite: '47 CFR 64.2003(k)', why: 'Opt-in approval: an event `approved`, judged by 64.2007(a).' },
  { cite: '47 CFR 64.2003(l)', why: 'Opt-out approval: silence, judged by 64.2008(d).' },
  { cite: '47 CFR 64.2003(n)', why: 'Subscriber list information: a fact given to us, answered by 222(e).' },
  { cite: '47 CFR 64.2003(p)', why: given },
];

/** Definitions, 47 CFR 64.2003, as predicates where one can be computed. */
export const section642003: Section = {
  cite: '47 CFR 64.2003',
  rules: [
    accountInformation,
    addressOfRecord,
    callDetailInformation,
    readilyAvailableBiographicalInformation,
    carrierBefore2007,
    carrierSince2007,
    telephoneNumberOfRecord,
    validPhotoId,
  ],
  notEncoded,
};
