import type { RetentionClass } from '../../carriers/retention/class.ts';

/** Toll records, and ours with them whatever they cost. */
export const callsKept: RetentionClass = {
  id: 'calls',
  says: 'With whom a customer spoke, from the day of the call. That there was a call, when and how long, stays with a customer whom nobody knows any more once he is forgotten',
  law: ['47 CFR 42.6'],
  months: 18,
  atOnce: 2000,
};
