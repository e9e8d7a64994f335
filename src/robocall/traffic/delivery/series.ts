import { dayNumber } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import { historyDays } from '../thresholds/limits.ts';
import { type Judged, judgeRate, type Rate } from './change.ts';

/** A day of one feed with its rate judged beside the days before. */
export type JudgedRate = Judged & Rate & { readonly day: string };

type Dated = Rate & { readonly day: string };

/** The rates of days from one to another, each beside the 28 days before it. */
export const judged = (series: readonly Dated[], from: string, until: string): readonly JudgedRate[] =>
  series
    .filter(({ day }) => day >= from && day <= until)
    .map((one) => {
      const first = dateOfDay(dayNumber(one.day) - historyDays);
      const before = series.filter(({ day }) => day >= first && day < one.day);
      return { ...one, ...judgeRate(one, before) };
    });

/** Answered of attempts by day, of the names that the account has in call records; with the days before that it is judged by. */
export const voiceOf = async (
  ctx: Ctx,
  refs: readonly string[],
  from: string,
  until: string,
): Promise<readonly Dated[]> => {
  if (refs.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('trafficDay')
    .select(['day', 'measure'])
    .where('accountRef', 'in', [...refs])
    .where('day', '>=', dateOfDay(dayNumber(from) - historyDays))
    .where('day', '<=', until)
    .orderBy('day')
    .execute();
  const days = new Map<string, Dated>();
  for (const { day, measure } of rows) {
    const kept = days.get(day) ?? { day, delivered: 0, of: 0 };
    days.set(day, { day, delivered: kept.delivered + measure.completed, of: kept.of + measure.completable });
  }
  return [...days.values()];
};

/** Messages of an account by day and channel, all campaigns together, with the days before. */
export const messagesOf = (ctx: Ctx, accountId: string, from: string, until: string) =>
  ctx.tx
    .selectFrom('messageDelivery')
    .select(({ fn }) => [
      'channel' as const,
      'day' as const,
      fn.sum<number>('sent').as('sent'),
      fn.sum<number>('delivered').as('delivered'),
      fn.sum<number>('failed').as('failed'),
      fn.sum<number>('optedOut').as('optedOut'),
      fn.sum<number>('complaints').as('complaints'),
    ])
    .where('accountId', '=', accountId)
    .where('day', '>=', dateOfDay(dayNumber(from) - historyDays))
    .where('day', '<=', until)
    .groupBy(['channel', 'day'])
    .orderBy('channel')
    .orderBy('day')
    .execute();
