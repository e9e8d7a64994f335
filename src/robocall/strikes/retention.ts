import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; four years are those of the case behind the account (RT-14 of the catalogue). */
export const strikesKept: RetentionClass = {
  id: 'strikes',
  says: 'What the staff wrote about strikes: how a warning was proven to be delivered, and the reasons of voids and exceptions, from the day the account ended. Findings, their instants and who signed stay',
  law: ['47 CFR 64.6305(a)(2)'],
  months: 48,
  atOnce: 500,
};
