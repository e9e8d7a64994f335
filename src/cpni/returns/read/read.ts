import { headersOf, type Mail } from '../../../carriers/mailbox/mail.ts';
import { type Answer, answerOf } from './answer.ts';
import { isAutomatic } from './automatic.ts';
import { deliveryStatuses, feedbackType, isPassing, type RecipientStatus } from './delivery-status.ts';
import { freeFormBounce } from './free-form-bounce.ts';

/** What came back, as far as its own words tell. */
export type Reading =
  | ({ readonly kind: 'answer' } & Answer)
  /** It did not arrive: `hard` for good, `soft` perhaps later. */
  | { readonly kind: 'bounce'; readonly weight: 'hard' | 'soft'; readonly status: string | null }
  /** The server still tries. */
  | { readonly kind: 'delayed' }
  /** A server says that it arrived. */
  | { readonly kind: 'arrived' }
  | { readonly kind: 'automatic' }
  /** Its mail service reports that the customer marked our message as unwanted, RFC 5965. */
  | { readonly kind: 'abuse-report' }
  /** A server wrote it, and nobody can tell what. */
  | { readonly kind: 'unreadable' };

const statusReading = (statuses: readonly RecipientStatus[]): Reading => {
  const failed = statuses.filter(({ action }) => action === 'failed');
  const [first] = failed;
  if (first === undefined)
    return statuses.some(({ action }) => action === 'delayed') ? { kind: 'delayed' } : { kind: 'arrived' };
  // one message has one recipient; where a list stands behind it, the worst counts
  const lasting = failed.find(({ status }) => status === null || !isPassing(status));
  return lasting === undefined
    ? { kind: 'bounce', weight: 'soft', status: first.status }
    : { kind: 'bounce', weight: 'hard', status: lasting.status };
};

const feedbackReading = (type: string): Reading => {
  if (type === 'not-spam') return { kind: 'automatic' };
  return type === 'opt-out' || type === 'opt-out-list'
    ? { kind: 'answer', says: 'no', also: [] }
    : { kind: 'abuse-report' };
};

const freeFormReading = (mail: Mail): Reading | null => {
  const bounced = freeFormBounce(mail);
  if (bounced === null) return null;
  if (bounced.outcome === 'delayed' || bounced.outcome === 'unreadable') return { kind: bounced.outcome };
  return { kind: 'bounce', weight: bounced.outcome, status: bounced.status };
};

// a read receipt (RFC 8098) proves a machine, and no choice
const isReceipt = (mail: Mail): boolean =>
  headersOf(mail, 'content-type').some((value) => /disposition-notification/i.test(value));

/** Reads a message: server reports first, then machines, and only then a person's answer. Pure; never throws. */
export const readReturn = (mail: Mail): Reading => {
  const feedback = feedbackType(mail);
  if (feedback !== null) return feedbackReading(feedback);
  const statuses = deliveryStatuses(mail);
  if (statuses.length > 0) return statusReading(statuses);
  const bounced = freeFormReading(mail);
  if (bounced !== null) return bounced;
  if (isReceipt(mail) || isAutomatic(mail)) return { kind: 'automatic' };
  return { kind: 'answer', ...answerOf(mail) };
};
