import type { Control } from '../promises/controls.ts';
import { datesOf } from '../promises/local-time.ts';
import { practicesOn } from './practices.ts';

/** The controls of the register of security practices. */
export const practiceControls: readonly Control[] = [
  {
    id: 'security-review',
    says: 'Each security practice has an owner and was looked at when it was due, and none was found to fail',
    law: '47 CFR 64.2010(a)',
    async check(ctx, period) {
      const { last } = datesOf(ctx, period);
      const practices = await practicesOn(ctx, last);
      const counts = { practices: practices.length };
      const samples = practices.slice(0, 3).map(({ id }) => `practice:${id}`);
      if (practices.length === 0)
        return { status: 'untested', because: 'the register of security practices is empty', counts, samples };
      const fails = practices.filter(({ lastReview }) => lastReview?.verdict === 'fails');
      if (fails.length > 0)
        return { status: 'not kept', because: `${fails.length} were found to fail`, counts, samples };
      const late = practices.filter(({ reviewBy }) => reviewBy < last);
      if (late.length > 0)
        return { status: 'not kept', because: `the look at ${late.length} of them is overdue`, counts, samples };
      const never = practices.filter(({ lastReview }) => lastReview === null);
      if (never.length > 0)
        return { status: 'untested', because: `nobody has looked at ${never.length} of them yet`, counts, samples };
      return { status: 'kept', because: 'every practice was looked at and holds', counts, samples };
    },
  },
];
