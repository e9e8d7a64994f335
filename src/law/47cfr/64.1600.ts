import type { Section } from '../rule.ts';

/** Definitions on caller ID, 47 CFR 64.1600. */
export const section641600: Section = {
  cite: '47 CFR 64.1600',
  rules: [],
  notEncoded: [
    {
      cite: '47 CFR 64.1600(c)',
      why: 'Caller identification information: the number and the origin of a call or text are facts given to us.',
    },
  ],
};
