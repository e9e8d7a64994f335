// The facts of a use of CPNI, total: nothing is optional, and what is not known does not allow.

export const categories = ['local', 'interexchange', 'cmrs', 'interconnected-voip'] as const;
/** A kind of service that a customer buys. VoIP is taken as a category of its own (doubt D-7). */
export type Category = (typeof categories)[number];

export const carrierKinds = ['lec', 'interexchange', 'cmrs', 'interconnected-voip'] as const;
/** What the carrier is for the service that the use belongs to. */
export type CarrierKind = (typeof carrierKinds)[number];

export const carrierPromises = [
  'opt-in-only',
  'no-cpni-marketing',
  'no-sale',
  'written-authorization-for-new-carrier',
  'agreement-for-partners',
  'opt-in-for-partners',
  'refusal-stops-all-marketing',
  'phone-release-three-ways',
  'no-sharing-beyond-service',
] as const;
/** What a carrier's own filed policy promises beyond the rules. */
export type CarrierPromise = (typeof carrierPromises)[number];

export const identifiables = ['individual', 'aggregate', 'subscriber-list'] as const;
export const sources = ['own-service', 'other-carrier'] as const;

export const purposes = [
  'provide',
  'bill',
  'protect',
  'legal-process',
  'port',
  'customer-request',
  'inbound-help',
  'emergency',
  'market',
  'sell',
  'track-competitors',
  'other',
] as const;
export type Purpose = (typeof purposes)[number];

export const offerKinds = [
  'communications-related',
  'adjunct-to-basic',
  'cpe',
  'messaging-and-protocol',
  'information-service',
  'inside-wiring',
  'non-communications',
] as const;
export type OfferKind = (typeof offerKinds)[number];

export const recipients = [
  'self',
  'agent',
  'affiliate-communications',
  'affiliate-other',
  'joint-venture',
  'independent-contractor',
  'third-party',
  'new-carrier',
  'customer',
  'government',
] as const;
export type Recipient = (typeof recipients)[number];

export const cpniClasses = [
  'call-detail',
  'services-subscribed',
  'usage',
  'billing',
  'location',
  'technical-configuration',
] as const;
export type CpniClass = (typeof cpniClasses)[number];

export const channels = ['none', 'phone-inbound', 'phone-outbound', 'online', 'store'] as const;
export type Channel = (typeof channels)[number];

export const authentications = [
  'none',
  'identity-only',
  'password',
  'callback-number-of-record',
  'sent-to-address-of-record',
  'customer-recited',
  'photo-id',
  'contract',
] as const;
export type Authentication = (typeof authentications)[number];

/** The offer that CPNI would serve to make; `category` null when it belongs to none. */
export type Offer = { readonly kind: OfferKind; readonly category: Category | null };

/** One use, disclosure or access that is asked about. */
export type Use = {
  readonly identifiable: (typeof identifiables)[number];
  readonly source: (typeof sources)[number];
  readonly purpose: Purpose;
  /** Set exactly when the purpose is `market`. */
  readonly offer: Offer | null;
  readonly recipient: Recipient;
  /** Categories in which an affiliate itself serves this customer. */
  readonly recipientServes: readonly Category[];
  /** The person named in a customer's order. */
  readonly to: string | null;
  /** Classes of CPNI, bits as `classesMask` gives them; never 0. */
  readonly cpni: number;
  /** Agents: the written agency agreement; partners and contractors: the confidentiality agreement; in force. */
  readonly agreement: boolean;
  readonly callId: string | null;
  readonly channel: Channel;
  readonly authentication: Authentication;
};

export type Carrier = { readonly kind: CarrierKind; readonly promises: readonly CarrierPromise[] };

/** A use with what is needed to tell which approval it needs; the same for every customer with these services. */
export type UseAsked = {
  readonly carrier: Carrier;
  /** What the customer buys from this carrier. */
  readonly subscribes: readonly Category[];
  readonly use: Use;
};
