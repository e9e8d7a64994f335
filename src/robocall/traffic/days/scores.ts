import { z } from 'zod';
import { told } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { date, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { readFor, recordReading } from '../calls/purpose.ts';
import { flagFrom } from '../thresholds/limits.ts';
import { reason, trafficDayRow } from './record.ts';
import { mayReadTraffic, timeOf } from './shown.ts';

const shown = trafficDayRow
  .pick({ accountRef: true, day: true, score: true })
  .extend({ calls: z.int(), reasons: z.array(reason), scored: when });

const countsOn = async (ctx: Ctx, day: string) => {
  const { judged, flagged } = await ctx.tx
    .selectFrom('trafficDay')
    .select((eb) => [
      eb.fn.countAll<string>().as('judged'),
      eb.fn.countAll<string>().filterWhere('score', '>=', flagFrom).as('flagged'),
    ])
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
  return { judged: Number(judged), flagged: Number(flagged) };
};

export const readScores = operation({
  http: 'POST /v1/traffic-days/{day}:read',
  says: 'Read what every account was judged on a day, the most suspicious first, with reasons in words; who read it and why goes on record',
  law: ['47 CFR 64.6305(a)(2)', '47 U.S.C. 222(d)(2)'],
  may: mayReadTraffic,
  by: 'anyone',
  takes: readFor.extend({ day: date, limit: z.int().min(1).max(1000).default(100) }),
  gives: z.strictObject({
    items: z.array(shown),
    /** all accounts of that day, how many of them reach the line of the plan, and that line */
    judged: z.int(),
    flagged: z.int(),
    flagFrom: z.number(),
  }),
  async run(ctx: Ctx, { day, limit, purpose, reason: why }) {
    const rows = await ctx.tx
      .selectFrom('trafficDay')
      .selectAll()
      .where('day', '=', day)
      .orderBy('score', 'desc')
      .orderBy('accountRef')
      .limit(limit)
      .execute();
    const items = rows.map(({ accountRef, score, reasons, measure, scoredAt }) => ({
      accountRef,
      day,
      score,
      calls: measure.attempts,
      reasons,
      scored: told(ctx, scoredAt),
    }));
    const calls = items.reduce((sum, one) => sum + one.calls, 0);
    await recordReading(
      ctx,
      { purpose, reason: why },
      { subject: `traffic-day:${day}`, calls, ...timeOf(ctx, day, day) },
    );
    return { items, ...(await countsOn(ctx, day)), flagFrom };
  },
});
