import type { Section } from '../rule.ts';

/** The exemption for early deployment, 47 CFR 64.6306. */
export const section646306: Section = {
  cite: '47 CFR 64.6306',
  rules: [],
  notEncoded: [
    {
      cite: '47 CFR 64.6306(a)',
      why: 'Had to be applied for in 2020 and ended with the deployment it excused; nobody can claim it anew.',
    },
  ],
};
