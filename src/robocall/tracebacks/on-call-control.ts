import { type Control, type Finding, firstGap, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { rosterLaw } from './clock.ts';
import { patience } from './page-steps.ts';

/** The first instant of a period without somebody in each place, counted from the first turn that there ever was. */
const uncovered = (period: Period, turns: readonly { place: string; fromAt: number; untilAt: number }[]) => {
  const began = Math.max(period.from, Math.min(...turns.map(({ fromAt }) => fromAt)));
  const gaps = (['first', 'backup'] as const).flatMap((place) => {
    const covers = turns
      .filter((turn) => turn.place === place)
      .map(({ fromAt, untilAt }) => ({ from: fromAt, until: untilAt }));
    const at = firstGap({ from: began, until: period.until }, covers);
    return at === null ? [] : [{ place, at }];
  });
  return gaps.sort((a, b) => a.at - b.at)[0] ?? null;
};

const requestsIn = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('traceback')
    .select(['id', 'recordedAt', 'acknowledgedAt'])
    .where('recordedAt', '>=', from)
    .where('recordedAt', '<', until)
    .orderBy('recordedAt')
    .execute();

/** The control of R32: people are set aside for tracebacks, and whoever is called takes the request. */
export const onCallControl: Control = {
  id: 'on-call',
  says: 'Somebody was on call for traceback requests at every hour, with a backup, and each request was taken within half an hour',
  law: rosterLaw[0],
  async check(ctx, period): Promise<Finding> {
    const turns = await ctx.tx
      .selectFrom('onCallTurn')
      .select(['id', 'place', 'fromAt', 'untilAt'])
      .where('fromAt', '<', period.until)
      .orderBy('fromAt')
      .execute();
    const requests = await requestsIn(ctx, period);
    const slow = requests.filter(
      ({ recordedAt, acknowledgedAt }) => (acknowledgedAt ?? ctx.at) > recordedAt + 2 * patience,
    );
    const counts = { turns: turns.length, requests: requests.length, slow: slow.length };
    if (turns.length === 0) return { status: 'untested', because: 'nobody was put on call', counts, samples: [] };
    const gap = uncovered(period, turns);
    if (gap !== null) {
      const because = `from ${dateAt(ctx, gap.at)} on nobody was ${gap.place === 'first' ? 'first' : 'the backup'} on call`;
      return { status: 'not kept', because, counts, samples: samplesOf('on-call-turn', turns) };
    }
    if (slow.length > 0)
      return {
        status: 'not kept',
        because: `${slow.length} of ${requests.length} requests were not taken within half an hour`,
        counts,
        samples: samplesOf('traceback', slow),
      };
    return {
      status: 'kept',
      because: `two persons were on call at every hour, and ${requests.length} requests were taken in time`,
      counts,
      samples: samplesOf('on-call-turn', turns),
    };
  },
};
