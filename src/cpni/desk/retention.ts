import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; two years are the catalogue's (RT-09). */
export const deskKept: RetentionClass = {
  id: 'desk',
  says: 'Which call a session of the desk was and who sat there, which calls a customer recited, and the words of a business customer’s contract, from the day the session, what it sent or the contract ended. That there was a session, how the customer was proved and what was opened stays',
  law: ['47 CFR 64.2010(b)', '47 CFR 64.2010(g)'],
  months: 24,
  atOnce: 500,
};
