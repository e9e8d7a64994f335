import type { RetentionClass } from '../../../carriers/retention/class.ts';

/** No rule names a time; four years are those of the case behind the account (RT-14 of the catalogue). */
export const trafficKept: RetentionClass = {
  id: 'traffic',
  says: 'Counts, scores and alerts of an account’s days and its delivery rates, from the day they are of. That a day was scored stays',
  law: ['47 CFR 64.6305(a)(2)'],
  months: 48,
  atOnce: 500,
};
