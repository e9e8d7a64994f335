import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; five years are what providers publish for the file of a traceback (RT-12 of the catalogue). */
export const tracebacksKept: RetentionClass = {
  id: 'tracebacks',
  says: 'Traceback requests as they came, the call they asked about the sheet of our answer and the pictures that show it given, from the day they were answered. Instants, our role, who prepared and who approved stay',
  law: ['47 CFR 64.1200(n)(1)', '47 CFR 64.6305(d)(2)(iii)'],
  months: 60,
  atOnce: 500,
};
