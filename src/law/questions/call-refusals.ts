/** Why a call is not carried. */
export type CallRefusal =
  | 'account-unknown'
  | 'account-suspended'
  | 'account-ended'
  | 'not-vetted'
  | 'vetting-lapsed'
  | 'termination-ordered'
  | 'strikes-unknown'
  | 'caller-id'
  | 'caller-id-unknown'
  | 'inbound-only'
  | 'no-such-number'
  | 'listing-unknown'
  | 'analytics';

/**
 * The SIP answer: status line, and the text of its Reason header. `603+`: the gate adds the carrier's public contact to the
 * text, as that code asks. `isup` is the cause where the call goes over an older network.
 */
export type SipRefusal = {
  readonly code: 403 | 603;
  readonly form: 'plain' | '603+';
  readonly phrase: string;
  readonly text: string;
  readonly isup: 21;
};

type Told = {
  readonly reason: string;
  readonly sip: SipRefusal;
  readonly redress: 'public-contact' | 'account-contact';
};

const forbidden = (text: string): SipRefusal => ({ code: 403, form: 'plain', phrase: 'Forbidden', text, isup: 21 });
const declined = (text: string): SipRefusal => ({ code: 603, form: 'plain', phrase: 'Decline', text, isup: 21 });

/** A block by analytics before 2026-03-25: the plain code. */
export const sip603: SipRefusal = declined('Call blocked by network analytics');

/** A block by analytics since 2026-03-25. The text begins as ATIS-1000099 has it, as recalled; contact data follows. */
export const sip603Plus: SipRefusal = {
  code: 603,
  form: '603+',
  phrase: 'Network Blocked',
  text: 'v=analytics1',
  isup: 21,
};

const told = (reason: string, text: string): Told => ({ reason, sip: forbidden(text), redress: 'account-contact' });
/** A number of a do-not-originate list: 603 too, but in words; 603+ speaks of analytics (doubt D-36). */
const byList = (reason: string, text: string): Told => ({ reason, sip: declined(text), redress: 'public-contact' });

/** What the customer and the calling switch are told of each refusal. Texts are plain ASCII without quotes: they stand in a header. */
export const refusals: Readonly<Record<CallRefusal, Told>> = {
  'account-unknown': told('The account is not known here.', 'Account unknown'),
  'account-suspended': told('Service of the account is suspended.', 'Account suspended'),
  'account-ended': told('Service of the account has ended.', 'Account closed'),
  'not-vetted': told('The customer is not vetted: no service before that.', 'Customer not approved'),
  'vetting-lapsed': told("The customer's vetting has lapsed.", 'Customer approval lapsed'),
  'termination-ordered': told(
    'Termination of the account is ordered after a second wrong caller ID.',
    'Service suspended after repeated wrong caller ID',
  ),
  'strikes-unknown': told('Whether termination of the account is ordered is not known.', 'Account state unknown'),
  'caller-id': told(
    "The number shown is not the account's, and nothing shows that the call is forwarded.",
    'Caller ID not authorized for this account',
  ),
  'caller-id-unknown': told(
    "Whether the number shown is the account's is not known.",
    'Caller ID could not be checked',
  ),
  'inbound-only': byList(
    'The number shown takes calls only: its subscriber asked that calls from it be blocked.',
    'Caller ID on do-not-originate list',
  ),
  'no-such-number': byList('The number shown is invalid, unallocated or unused.', 'Caller ID is not a number in use'),
  'listing-unknown': byList(
    'The do-not-originate list is not at hand.',
    'Caller ID could not be checked against do-not-originate list',
  ),
  analytics: {
    reason: 'Reasonable analytics, which the subscriber may opt out of, block this call.',
    sip: sip603Plus,
    redress: 'public-contact',
  },
};
