import type { DueSource } from '../obligations/due.ts';
import { dateAt, dayNumber } from '../promises/local-time.ts';
import { practicesOn } from './practices.ts';

/** The next look at each security practice. */
export const practiceDues: DueSource = async (ctx) => {
  const practices = await practicesOn(ctx, dateAt(ctx, ctx.at));
  return practices.map(({ id, title, ownerName, reviewBy, reviewMonths, lastReview, fromDay }) => ({
    key: `practice-review:${id}`,
    what: `Look whether the practice "${title}" still holds (owner ${ownerName})`,
    subject: `practice:${id}`,
    cite: '47 CFR 64.2010(a)',
    bound: 'by' as const,
    day: dayNumber(reviewBy),
    promisedDay: null,
    steps: [
      {
        day: dayNumber(reviewBy),
        counted: true,
        why: `${reviewMonths} months after ${lastReview?.reviewedOn ?? fromDay}, as the carrier set itself`,
      },
    ],
    roles: ['compliance', 'network'] as const,
  }));
};
