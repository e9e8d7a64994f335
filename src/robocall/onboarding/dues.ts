import type { Due, DueSource } from '../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import { progressOf } from './stage.ts';

/** Reviews of customers with open accounts: due when their approval ends. */
export const onboardingDues: DueSource = async (ctx) => {
  const all = await progressOf(ctx, { after: null, only: null });
  return all.flatMap(({ id, decision, accounts }): Due[] => {
    if (accounts === 0 || decision === null || decision.validUntil === null) return [];
    // the approval ends at the first instant of that day: the day before is the last on which it can be renewed in time
    const day = dayNumber(dateAt(ctx, decision.validUntil - 1));
    return [
      {
        key: `onboarding-review:${id}`,
        what: 'Review the customer and decide again: calls are limited 7 days after this one and refused after 14',
        subject: `onboarding:${id}`,
        cite: '47 CFR 64.1200(n)(4)',
        bound: 'by',
        day,
        promisedDay: null,
        steps: [{ day, counted: true, why: `the last day of its approval as a customer of the tier ${decision.tier}` }],
        roles: ['onboarding', 'compliance'],
      },
    ];
  });
};
