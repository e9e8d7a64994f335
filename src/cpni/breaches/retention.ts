import type { RetentionClass } from '../../carriers/retention/class.ts';

export const breachesKept: RetentionClass = {
  id: 'breaches',
  says: 'The circumstances of a breach and what was done for an agency, from the day its customers were told or it was found to be none. Dates, classes of CPNI, counts and reports stay',
  law: ['47 CFR 64.2011(d)'],
  months: 24,
  atOnce: 500,
};
