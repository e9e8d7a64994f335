import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; certificates are answerable for years, and they count complaints. */
export const complaintsKept: RetentionClass = {
  id: 'complaints',
  says: 'What a complaint said and what it came to in words, from the day it and what it is linked to were closed. Category, dates and disposition stay',
  law: ['47 CFR 64.2009(e)'],
  months: 60,
  atOnce: 500,
};
