import type { RetentionClass } from '../../carriers/retention/class.ts';

/** Notices to him may have rested on silence for two years; with the salt go all hashes of him, so nothing of him may go before. */
export const customersKept: RetentionClass = {
  id: 'customers',
  says: 'Who a customer was: name, account, addresses, numbers and persons, from the day he left. What was told, asked and said stays, without saying whose it was',
  law: ['47 CFR 64.2007(a)(3)', '47 CFR 64.2008(a)(2)'],
  months: 24,
  atOnce: 500,
};
