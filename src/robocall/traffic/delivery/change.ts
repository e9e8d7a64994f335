import { risen, wilson } from '../metrics/proportion.ts';

/** So many were tried, and so many came through. */
export type Rate = { readonly delivered: number; readonly of: number };

/** How a day stands beside the days before. `too-few`: there is not enough to say. */
export type Change = 'fell' | 'rose' | 'steady' | 'too-few';

/** When a change counts: so many standard deviations (two proportions, pooled) and so large a part of the usual rate. */
export const changeLimits = { fewest: 200, deviations: 5, part: 0.1 } as const;

export type Judged = {
  readonly change: Change;
  readonly rate: number | null;
  readonly low: number;
  readonly high: number;
  readonly usual: number | null;
};

const shareOf = ({ delivered, of }: Rate): number | null => (of === 0 ? null : delivered / of);

/** The delivery rate of a day beside that of the days before together, at most 28 of them. */
export const judgeRate = (day: Rate, before: readonly Rate[]): Judged => {
  const usual = before.reduce((sum, one) => ({ delivered: sum.delivered + one.delivered, of: sum.of + one.of }), {
    delivered: 0,
    of: 0,
  });
  const { fewest, deviations, part } = changeLimits;
  const shown = { rate: shareOf(day), usual: shareOf(usual), ...wilson(day.delivered, day.of, 2) };
  const [now, then] = [shown.rate, shown.usual];
  if (now === null || then === null || day.of < fewest || usual.of < fewest) return { change: 'too-few', ...shown };
  const away = risen(usual.delivered, usual.of, day.delivered, day.of);
  if (Math.abs(away) < deviations || Math.abs(now - then) < part * then) return { change: 'steady', ...shown };
  return { change: away < 0 ? 'fell' : 'rose', ...shown };
};
