import { type Control, type Finding, type Period, samplesOf } from '../../../carriers/promises/controls.ts';
import { zoneOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { DAY, dateOfDay } from '../../../kernel/time.ts';
import { mostDays, unscoredDays } from './due.ts';

/** How long a day may wait for its score from when it is over and its calls have come: the job runs every hour. */
const patience = 2 * DAY;

const scoredDays = (ctx: Ctx, first: string, last: string) =>
  ctx.tx
    .selectFrom('trafficScoring')
    .select(['day', 'attempts', 'accounts'])
    .where('day', '>=', first)
    .where('day', '<=', last)
    .orderBy('day')
    .execute();

const analysed = async (ctx: Ctx, { from, until }: Period): Promise<Finding> => {
  const inZone = zoneOf(ctx);
  const last = inZone.dayOf(Math.min(until - 1, ctx.at));
  const first = Math.max(inZone.dayOf(from), last - mostDays);
  const rows = await scoredDays(ctx, dateOfDay(first), dateOfDay(last));
  const alerts = await ctx.tx
    .selectFrom('trafficAlert')
    .select('id')
    .where('day', '>=', dateOfDay(first))
    .where('day', '<=', dateOfDay(last))
    .orderBy('id')
    .execute();
  const late = (await unscoredDays(ctx, first, last)).filter(({ since }) => since + patience <= ctx.at);
  const sum = (of: 'attempts' | 'accounts'): number => rows.reduce((total, row) => total + Number(row[of]), 0);
  const counts = {
    days: rows.length,
    calls: sum('attempts'),
    accountDays: sum('accounts'),
    alerts: alerts.length,
    late: late.length,
  };
  if (late.length > 0) {
    const because = `on ${late.length} days calls were on record that nobody had scored two days after they came`;
    const days = late.map(({ day }) => ({ id: dateOfDay(day) }));
    return { status: 'not kept', because, counts, samples: samplesOf('traffic-day', days) };
  }
  if (rows.length === 0)
    return { status: 'untested', because: 'no call record of the period was scored', counts, samples: [] };
  const because = `every account was scored on each of ${rows.length} days with calls on record, its delivery rate among them, and ${alerts.length} account-days were put before a person`;
  const samples =
    alerts.length > 0
      ? samplesOf('traffic-alert', alerts)
      : samplesOf(
          'traffic-day',
          rows.map(({ day: id }) => ({ id })),
        );
  return { status: 'kept', because, counts, samples };
};

/** The control of monitoring: R4, R25 and, with what is done about it, R28 of a mitigation plan. */
export const trafficControls: readonly Control[] = [
  {
    id: 'traffic-analytics',
    says: 'The calls of every account are scored for suspicious patterns, day by day, and what is suspicious is put before a person',
    law: '47 CFR 64.6305(d)(2)(ii)',
    check: analysed,
  },
];
