import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; five years are those of a traceback's file (RT-12), and the registration tells of two. */
export const fccNoticesKept: RetentionClass = {
  id: 'fccnotices',
  says: 'The traffic that a notice of the Commission named, what was found and the words of what was done, from the day it was closed. Kinds, references, dates, actions and hashes stay',
  law: ['47 CFR 64.1200(n)(2)', '47 CFR 64.6305(d)(2)(iv)'],
  months: 60,
  atOnce: 200,
};
