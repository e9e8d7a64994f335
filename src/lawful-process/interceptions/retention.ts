import type { RetentionClass } from '../../carriers/retention/class.ts';

/** The rule leaves the time to the carrier's own policies; publishing them sets it. A year is the least that we let them say. */
export const interceptionsKept: RetentionClass = {
  id: 'interceptions',
  says: 'What an interception or a compromise was about, sealed, from the day it ended or was reported: as long as the policies in force say. Times, signatures and hashes stay',
  law: ['47 CFR 1.20003(b)(3)', '47 CFR 1.20004(b)'],
  months: 12,
  atOnce: 100,
};
