import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; two years are the catalogue's (RT-09), and pretexting is found late. */
export const authenticationKept: RetentionClass = {
  id: 'authentication',
  says: 'Who tried a secret and from where, codes that were sent, locks, and the telephone service’s own number of a notice of change, from the day of the try, the end of code or lock, or the sending. What was tried, how it went and when stays',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2010(f)'],
  months: 24,
  atOnce: 500,
};
