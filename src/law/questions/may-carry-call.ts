import {
  type AnalyticsBlock,
  atSubscribersRequest,
  doNotOriginate,
  type EmergencyCall,
  knowYourCustomer,
  type NumberListing,
  neverBlocked,
  noSuchNumber,
  publicSafetyCalls,
  reasonableAnalytics,
} from '../47cfr/64.1200.ts';
import { reasonableStepsFollowed } from '../47cfr/64.6305.ts';
import { dayOfCivil } from '../calendar.ts';
import type { Cite } from '../citation.ts';
import type { Weighed } from '../rule.ts';
import { type CallRefusal, refusals, type SipRefusal, sip603, sip603Plus } from './call-refusals.ts';
import type { StrikeStanding } from './strike-consequence.ts';

/** One outbound call as the gate knows it. All of it total; the gate fills it from its snapshot. */
export type CallAsked = {
  /** The Eastern day of the call. */
  readonly day: number;
  readonly emergency: EmergencyCall;
  readonly account: 'active' | 'suspended' | 'ended' | 'none' | 'unknown';
  /** `overdue`: a review is late, within the grace that the carrier gives; the rule names no days. */
  readonly vetting: 'approved' | 'overdue' | 'lapsed' | 'never' | 'unknown';
  readonly strikes: StrikeStanding | 'unknown';
  /** Whether the number shown is the account's by a right in force. */
  readonly callerId: 'own' | 'not-own' | 'unknown';
  /** What the account may do with numbers that are not its own; `own-only` unless agreed otherwise. */
  readonly callerIdRule: 'own-only' | 'signed-b';
  readonly forwarding: 'evidence' | 'none' | 'unknown';
  readonly listing: NumberListing;
  /** What a program of analytics says, and how it works; `null` where none is asked. */
  readonly analytics: AnalyticsBlock | null;
};

/** May this call be carried, and what is told to the caller if not. Answers are made once: asking allocates nothing. */
export type CarryAnswer = {
  readonly allowed: boolean;
  readonly cite: Cite;
  readonly basis: 'emergency' | 'public-safety' | 'own-number' | 'forwarded' | 'signed-b' | 'none';
  readonly missing: readonly CallRefusal[];
  readonly weighed: readonly Weighed[];
  readonly clearsAt: null;
  readonly reason: string;
  /** What the SIP answer says; null when the call is carried. */
  readonly sip: SipRefusal | null;
  /** `wrong-caller-id` is evidence for the strikes of the account. */
  readonly infraction: 'wrong-caller-id' | 'none';
  /** To whom the caller may turn: the public point of contact of 64.1200(k)(8), or the account's own contact. */
  readonly redress: 'public-contact' | 'account-contact' | 'none';
};

const listsRequired = dayOfCivil(2025, 12, 15);
const codesOnly603Plus = dayOfCivil(2026, 3, 25);

const carried = (
  basis: CarryAnswer['basis'],
  cite: Cite,
  reason: string,
  weighed: readonly Weighed[],
): CarryAnswer => ({
  allowed: true,
  cite,
  basis,
  missing: [],
  weighed,
  clearsAt: null,
  reason,
  sip: null,
  infraction: 'none',
  redress: 'none',
});

type Refusal = Pick<CarryAnswer, 'cite' | 'weighed'> & { readonly sip: SipRefusal | null };

const refused = (word: CallRefusal, { cite, weighed, sip }: Refusal): CarryAnswer => {
  const { reason, sip: plain, redress } = refusals[word];
  return {
    allowed: false,
    cite,
    basis: 'none',
    missing: [word],
    weighed,
    clearsAt: null,
    reason,
    sip: sip ?? plain,
    infraction: word === 'caller-id' ? 'wrong-caller-id' : 'none',
    redress,
  };
};

const vetted = [knowYourCustomer.held];
const followed = [knowYourCustomer.held, reasonableStepsFollowed.held];
const unvetted = [knowYourCustomer.failed];
const notFollowed = [knowYourCustomer.held, reasonableStepsFollowed.failed];

const emergency = carried('emergency', neverBlocked.cite, 'An emergency call is carried, whatever else is true.', [
  neverBlocked.held,
]);
const toPublicSafety = carried(
  'public-safety',
  publicSafetyCalls.cite,
  'A call to a public safety answering point is carried, whatever else is true.',
  [publicSafetyCalls.held],
);
const fromPublicSafety = carried(
  'public-safety',
  publicSafetyCalls.cite,
  'A call of a public safety answering point from its own number is carried.',
  [publicSafetyCalls.held],
);

const step = (word: CallRefusal): CarryAnswer =>
  refused(word, { cite: reasonableStepsFollowed.cite, weighed: notFollowed, sip: null });
const customer = (word: CallRefusal): CarryAnswer =>
  refused(word, { cite: knowYourCustomer.cite, weighed: unvetted, sip: null });

const noAccount = customer('account-unknown');
const suspended = step('account-suspended');
const ended = step('account-ended');
const neverVetted = customer('not-vetted');
const lapsed = customer('vetting-lapsed');
const struckOut = step('termination-ordered');
const strikesUnknown = step('strikes-unknown');
const wrongCallerId = step('caller-id');
const callerIdUnknown = step('caller-id-unknown');

const listed = (
  word: 'inbound-only' | 'no-such-number' | 'listing-unknown',
  since: 'required' | 'permitted',
): CarryAnswer => {
  const rule = word === 'inbound-only' ? atSubscribersRequest : noSuchNumber;
  return since === 'required'
    ? refused(word, { cite: doNotOriginate.cite, weighed: [...followed, doNotOriginate.failed], sip: null })
    : refused(word, { cite: rule.cite, weighed: [...followed, rule.held], sip: null });
};
const lists = {
  required: {
    'inbound-only': listed('inbound-only', 'required'),
    'no-such-number': listed('no-such-number', 'required'),
    'listing-unknown': listed('listing-unknown', 'required'),
  },
  permitted: {
    'inbound-only': listed('inbound-only', 'permitted'),
    'no-such-number': listed('no-such-number', 'permitted'),
  },
} as const;

const byAnalytics = (sip: SipRefusal): CarryAnswer =>
  refused('analytics', { cite: reasonableAnalytics.cite, weighed: [...followed, reasonableAnalytics.held], sip });
const analytics603 = byAnalytics(sip603);
const analytics603Plus = byAnalytics(sip603Plus);

const stepsCite = reasonableStepsFollowed.cite;
const ownNumber = carried('own-number', stepsCite, 'A vetted customer shows a number that is its own.', followed);
const forwarded = carried('forwarded', stepsCite, 'A vetted customer forwards a call, with evidence of it.', followed);
const asB = carried(
  'signed-b',
  stepsCite,
  'A vetted customer shows a number not on record as its own: signed B.',
  vetted,
);

const ofCustomer = ({ account, vetting, strikes }: CallAsked): CarryAnswer | null => {
  if (account === 'none' || account === 'unknown') return noAccount;
  if (account === 'suspended') return suspended;
  if (account === 'ended') return ended;
  if (vetting === 'lapsed') return lapsed;
  if (vetting !== 'approved' && vetting !== 'overdue') return neverVetted;
  if (strikes === 'unknown') return strikesUnknown;
  return strikes === 'termination-ordered' || strikes === 'closed' ? struckOut : null;
};

const ofListing = (listing: NumberListing, day: number): CarryAnswer | null => {
  if (listing === 'none') return null;
  if (listing === 'unknown') return day >= listsRequired ? lists.required['listing-unknown'] : null;
  const word = listing === 'inbound-only' ? listing : 'no-such-number';
  return lists[day >= listsRequired ? 'required' : 'permitted'][word];
};

const groundOf = ({ callerId, callerIdRule, forwarding }: CallAsked): CarryAnswer => {
  if (callerId === 'own') return ownNumber;
  if (forwarding === 'evidence') return forwarded;
  if (callerIdRule === 'signed-b') return asB;
  return callerId === 'unknown' ? callerIdUnknown : wrongCallerId;
};

/**
 * Whether a call may be carried, in the gate's order: emergency; account, vetting; strikes; caller ID; do-not-originate;
 * analytics. Rates, sessions, attestation and signature follow in the gate. Total, and without an allocation of its own.
 */
export const mayCarryCall = (call: CallAsked): CarryAnswer => {
  const { emergency: kind, day, analytics } = call;
  if (kind === 'to-911' || kind === 'to-933' || kind === 'to-988') return emergency;
  if (kind === 'to-public-safety') return toPublicSafety;
  if (kind === 'from-public-safety' && call.callerId === 'own') return fromPublicSafety;
  const customerRefused = ofCustomer(call);
  if (customerRefused !== null) return customerRefused;
  const ground = groundOf(call);
  if (!ground.allowed) return ground;
  const listRefused = ofListing(call.listing, day);
  if (listRefused !== null) return listRefused;
  if (analytics === null || !reasonableAnalytics.holds(analytics)) return ground;
  return day >= codesOnly603Plus ? analytics603Plus : analytics603;
};
