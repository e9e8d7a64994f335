import type { RetentionClass } from '../../../carriers/retention/class.ts';

/** As long as the file of the request that a mail brought. */
export const tracebackMailKept: RetentionClass = {
  id: 'tracebackmail',
  says: 'Mails to the traceback desk as they came: of a request from the day it was answered, others from the day they came. Their hashes and what became of them stay',
  law: ['47 CFR 64.1200(n)(1)'],
  months: 60,
  atOnce: 100,
};
