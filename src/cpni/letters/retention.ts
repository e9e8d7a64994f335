import type { RetentionClass } from '../../carriers/retention/class.ts';

/** The rule says a year; silence may rest on a notice for two, and a year is kept after that. A batch may be of a hundred thousand letters. */
export const lettersKept: RetentionClass = {
  id: 'letters',
  says: 'The printed letters of a batch, with names and addresses, from the day the post took them. Wording, counts, the certificate and the hash of each file stay',
  law: ['47 CFR 64.2008(a)(2)'],
  months: 36,
  atOnce: 1,
};
