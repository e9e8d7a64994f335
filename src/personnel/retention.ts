import type { RetentionClass } from '../carriers/retention/class.ts';

/** No rule names a time. */
export const disciplineKept: RetentionClass = {
  id: 'discipline',
  says: 'What somebody of the staff did and why a measure was taken, from the day he left. Factors, measure and dates stay',
  law: ['47 CFR 64.2009(b)'],
  months: 24,
  atOnce: 500,
};
