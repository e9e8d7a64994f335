import type { RetentionClass } from '../retention/class.ts';

/** No rule names a time; a certificate and the index of its evidence are kept five years. */
export const notesKept: RetentionClass = {
  id: 'notes',
  says: 'What the staff wrote in its own words when it closed a task or decided in a review of access, from the day task or review was closed. Who decided what and when stays',
  law: ['47 CFR 64.2009(e)'],
  months: 60,
  atOnce: 500,
};
