import { rule, type Section } from '../rule.ts';

/** Day numbers in Eastern time; `asked` null while no review was asked for. */
export const reviewInSixtyDays = rule<{ readonly revoked: number; readonly asked: number | null }>({
  cite: '47 CFR 64.6308(b)',
  duty: 'Review of a revoked service provider code token is asked of the FCC within sixty days of the decision',
  effective: { from: '2021-09-30' },
  holds: ({ revoked, asked }) => asked !== null && asked >= revoked && asked <= revoked + 60,
});

/** Review of decisions to revoke a token, 47 CFR 64.6308. */
export const section646308: Section = { cite: '47 CFR 64.6308', rules: [reviewInSixtyDays], notEncoded: [] };
