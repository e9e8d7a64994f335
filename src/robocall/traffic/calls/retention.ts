import type { RetentionClass } from '../../../carriers/retention/class.ts';

/** Eighteen months are those of toll records (RT-16 of the catalogue). */
export const callRecordsKept: RetentionClass = {
  id: 'cdrs',
  says: 'Call records as they came from the switches and what was made of them, with the file, from its last call. Counts, the hash of the file and who took it in stay',
  law: ['47 CFR 42.6', '47 CFR 64.6305(a)(2)'],
  months: 18,
  atOnce: 20,
};
