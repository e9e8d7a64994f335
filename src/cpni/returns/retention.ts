import type { RetentionClass } from '../../carriers/retention/class.ts';

/** The answer itself is an event that stays; what goes is the message, its proof, once the answer can no longer be in force. */
export const approvalsKept: RetentionClass = {
  id: 'approvals',
  says: 'The messages by which customers answered a notice, from the day they left; of an answer that was nobody’s, from the day it was settled; the number of a caller whom the toll-free line never found. The answer and the message’s hash stay',
  law: ['47 CFR 64.2007(a)(3)'],
  months: 12,
  atOnce: 500,
};

/** The rule says a year; silence may rest on a notice for two. */
export const noticesKept: RetentionClass = {
  id: 'notices',
  says: 'The reports of mail systems on notices, from the day they came. Delivery, bounce and the report’s hash stay',
  law: ['47 CFR 64.2008(a)(2)'],
  months: 24,
  atOnce: 500,
};
