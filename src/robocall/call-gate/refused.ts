import type { SipRefusal } from '../../law/questions/call-refusals.ts';
import { type RefusalCode, type Refused, refusals } from './call.ts';

/** Refusals for what the law has no words for. */
export type OwnCode = 'number-blocked' | 'rate-limit' | 'session-limit' | 'cannot-know' | 'cannot-sign';

/** Their status line and the text of their Reason. */
const own: Readonly<Record<OwnCode, { readonly phrase: string; readonly text: string }>> = {
  'number-blocked': { phrase: 'Decline', text: 'Calls of this account with this caller ID are blocked' },
  'rate-limit': { phrase: 'Temporarily Unavailable', text: 'More calls a second than the account may place' },
  'session-limit': { phrase: 'Busy Here', text: 'More calls at once than the account may hold' },
  'cannot-know': { phrase: 'Service Unavailable', text: 'State of the account cannot be known now' },
  'cannot-sign': { phrase: 'Service Unavailable', text: 'Call cannot be signed now' },
};

const reasonOf = (cause: number, text: string): string => `SIP;cause=${cause};text="${text}"`;

/** A refusal of the gate's own. */
export const refusedByGate = (code: OwnCode, reason: string): Refused => {
  const { sip: cause, cite } = refusals[code];
  const { phrase, text } = own[code];
  return { code, cause, reason, cite, sip: { phrase, reason: reasonOf(cause, text) } };
};

const email = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;
const telephone = /^\+\d{7,15}$/;
const page = /^https:\/\/[^\s"';\\]+$/;

/** The public point of contact as the block notice of ATIS-1000099 names it; '' where it is none of the three that it takes. */
const contactOf = (contact: string): string => {
  const bare = contact.trim();
  if (page.test(bare)) return `;url=${bare}`;
  if (email.test(bare)) return `;email=${bare}`;
  const number = bare.replace(/[\s().-]/g, '');
  return telephone.test(number) ? `;tel=${number}` : '';
};

/** The value of the Reason header for a refusal of the law; a block by analytics says who blocked, and how to reach him. */
export const reasonByLaw = ({ code, form, text }: SipRefusal, contact: string): string =>
  // LN: the network of the calling party
  form === '603+' ? `${reasonOf(code, `${text}${contactOf(contact)}`)};location=LN` : reasonOf(code, text);

/** A refusal of the law, as its question answered it. */
export const refusedByLaw = (
  code: RefusalCode,
  {
    reason,
    cite,
    sip,
    contact,
  }: Pick<Refused, 'reason' | 'cite'> & { readonly sip: SipRefusal; readonly contact: string },
): Refused => ({ code, cause: sip.code, reason, cite, sip: { phrase: sip.phrase, reason: reasonByLaw(sip, contact) } });
