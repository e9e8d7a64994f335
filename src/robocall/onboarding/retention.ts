import type { RetentionClass } from '../../carriers/retention/class.ts';

/** No rule names a time; four years are the catalogue's (RT-14), after a proposal of 2026. */
export const onboardingKept: RetentionClass = {
  id: 'onboarding',
  says: 'Who an applicant was, what he claimed, showed and answered, what was found about him, and the reasons of decisions, limits and holds of his accounts, from the day the last account ended; without one, from the day the case was decided or lapsed. Outcomes, dates and numbers stay',
  law: ['47 CFR 64.1200(n)(4)'],
  months: 48,
  atOnce: 100,
};
