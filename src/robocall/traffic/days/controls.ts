import { type Control, type Finding, type Period, samplesOf } from '../../../carriers/promises/controls.ts';
import { dateAt, startOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { DAY, dateOfDay } from '../../../kernel/time.ts';
import { callsOn } from './due.ts';
import { dayIn } from './shown.ts';

/** How long after its end a day may wait for its score: files of the day come on the next, and the job runs every hour. */
const patience = 2 * DAY;

// nobody looks at more days than a plan's year has; the last ones count
const mostDays = 400;

const scoredDays = (ctx: Ctx, first: string, last: string) =>
  ctx.tx
    .selectFrom('trafficScoring')
    .select(['day', 'calls', 'accounts', 'flagged'])
    .where('day', '>=', first)
    .where('day', '<=', last)
    .orderBy('day')
    .execute();

/** Days with calls on record that were over for longer than that and not scored with all of them. */
const unscored = async (ctx: Ctx, days: readonly string[], scored: ReadonlyMap<string, number>) => {
  const found: { readonly id: string }[] = [];
  for (const day of days) {
    if (startOf(ctx, day) + DAY + patience > ctx.at) continue;
    const calls = await callsOn(ctx, dayIn(day));
    if (calls > (scored.get(day) ?? 0)) found.push({ id: day });
  }
  return found;
};

const analysed = async (ctx: Ctx, { from, until }: Period): Promise<Finding> => {
  const [first, last] = [dayIn(dateAt(ctx, from)), dayIn(dateAt(ctx, Math.min(until - 1, ctx.at)))];
  const days = Array.from({ length: Math.min(mostDays, last - first + 1) }, (_, n) => dateOfDay(last - n)).reverse();
  const rows = await scoredDays(ctx, dateOfDay(first), dateOfDay(last));
  const alerts = await ctx.tx
    .selectFrom('trafficAlert')
    .select('id')
    .where('day', '>=', dateOfDay(first))
    .where('day', '<=', dateOfDay(last))
    .orderBy('id')
    .execute();
  const late = await unscored(ctx, days, new Map(rows.map(({ day, calls }) => [day, Number(calls)])));
  const sum = (of: 'calls' | 'accounts'): number => rows.reduce((total, row) => total + Number(row[of]), 0);
  const counts = {
    days: rows.length,
    calls: sum('calls'),
    accountDays: sum('accounts'),
    alerts: alerts.length,
    late: late.length,
  };
  if (late.length > 0) {
    const because = `on ${late.length} days calls were on record that nobody has scored two days later`;
    return { status: 'not kept', because, counts, samples: samplesOf('traffic-day', late) };
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
