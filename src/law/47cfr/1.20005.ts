import { rule, type Section } from '../rule.ts';

/** Day numbers; `due` by the clock calea-refile. */
export const policiesFiled = rule<{ readonly filed: number | null; readonly due: number }>({
  cite: '47 CFR 1.20005(a)',
  duty: 'The policies are filed at the FCC within 90 days of becoming due, of an amendment, a merger or a divestiture (doubt D-17)',
  effective: { from: '2006-08-04' },
  holds: ({ filed, due }) => filed !== null && filed <= due,
});

/** Submission of policies, 47 CFR 1.20005. */
export const section120005: Section = {
  cite: '47 CFR 1.20005',
  rules: [policiesFiled],
  notEncoded: [
    {
      cite: '47 CFR 1.20005(b)',
      why: 'The FCC reviews policies and orders changes: an order sets its own time, and amending is published like every version.',
    },
  ],
};
