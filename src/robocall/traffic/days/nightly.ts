import { z } from 'zod';
import { dayNumber, zoneOf } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { later } from '../../../db/later.ts';
import { date } from '../../../kernel/columns.ts';
import { operation, outward } from '../../../kernel/operation.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import type { Outside } from '../../../outside/outside.ts';
import { watchMessages } from '../delivery/watch.ts';
import { callsOn, mostDays, unscoredDays } from './due.ts';
import { type Gathered, gather } from './gather.ts';
import { type JudgedDay, judgeDay } from './judge-day.ts';
import { keepDays } from './keep.ts';
import type { TracedSource } from './outside.ts';

const law = ['47 CFR 64.6305(a)(2)', '47 CFR 64.6305(d)(2)(ii)', '47 U.S.C. 222(d)(2)'];
const reading = { purpose: 'fraud-investigation', reason: 'nightly score of all accounts' } as const;

/** Of how old a day the calls are still put before a person one account after the other: our own choice, as far as traced calls weigh. */
const alertDays = 31;

type Task = { readonly gathered: Gathered; readonly calls: number };

/** Scores a day of all accounts: read in one transaction, counted in none, kept in another. */
export const scoreDay = (sources: readonly TracedSource[]) =>
  outward<Ctx, Outside, z.ZodObject<{ day: typeof date }>, Task, readonly JudgedDay[]>({
    says: 'Count and judge the calls of a day of every account, and raise an alert for each that is suspicious; of a day of more than a month ago only that there are some',
    law,
    takes: z.strictObject({ day: date }),
    async prepare(ctx, { day }) {
      const calls = await callsOn(ctx, dayNumber(day));
      return calls === 0 ? null : { gathered: await gather(ctx, dayNumber(day), sources), calls };
    },
    reach: (_outside, { gathered }) => judgeDay(gathered),
    async run(ctx, { gathered, calls }, days) {
      const age = zoneOf(ctx).dayOf(ctx.at) - gathered.day;
      const telling = age <= alertDays ? 'each' : 'that there are some';
      await keepDays(ctx, gathered, days, { calls, reading, telling });
    },
  });

export const watchTraffic = operation({
  http: 'POST /v1/traffic:watch',
  says: 'Look for days that are over and not scored with all their calls, and have them scored; put falls of message delivery before a person; runs by itself',
  law,
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ days: z.array(date), messageAlerts: z.int() }),
  async run(ctx: Ctx) {
    const today = zoneOf(ctx).dayOf(ctx.at);
    const days = (await unscoredDays(ctx, today - mostDays, today - 1)).map(({ day }) => dateOfDay(day));
    for (const day of days) await later(ctx, { does: 'traffic.scoreDay', input: { day }, from: ctx.at, key: day });
    return { days, messageAlerts: await watchMessages(ctx) };
  },
});
