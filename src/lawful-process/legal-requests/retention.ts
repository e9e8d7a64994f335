import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; five years are those of a traceback's file (RT-12 of the catalogue). */
export const legalRequestsKept: RetentionClass = {
  id: 'legal',
  says: 'Who demanded records by legal process, of whom and in which words, what counsel wrote and to whom files went, from the day the demand was closed. Kinds, classes, times, hashes of counts and outcomes stay',
  law: ['47 CFR 64.6305(d)(2)(iii)'],
  months: 60,
  atOnce: 200,
};
