import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time for attestations: two years are the catalogue's (RT-11), longer than the eighteen months of toll records. */
export const gateKept: RetentionClass = {
  id: 'gate',
  says: 'What the call gate answered, call by call with its numbers, from the day of the call. Counts, the hash over the lines and the reason of each refusal stay',
  law: ['47 CFR 64.6301', '47 CFR 42.6'],
  months: 24,
  atOnce: 500,
};
