import type { RetentionClass } from '../../carriers/retention/class.ts';

/** A list may be of a million customers: one at once. */
export const campaignsKept: RetentionClass = {
  id: 'campaigns',
  says: 'Who stood on the list of a campaign, and whose CPNI a third party received, from the day campaign, release and disclosure ended. The record of the campaign, the counts and the root over the list stay',
  law: ['47 CFR 64.2009(c)', '47 CFR 64.2009(d)'],
  months: 12,
  atOnce: 1,
};
