import type { Ctx } from '../../../db/context.ts';
import { asJson } from '../../../db/context.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import { record } from '../../../ledger/record.ts';
import { recordReading } from '../calls/purpose.ts';
import type { Gathered } from './gather.ts';
import type { JudgedDay } from './judge-day.ts';
import { type Raised, raise } from './raise.ts';

const rowsAtOnce = 200;

const keepRows = async (ctx: Ctx, days: readonly JudgedDay[]): Promise<void> => {
  for (let from = 0; from < days.length; from += rowsAtOnce)
    await ctx.tx
      .insertInto('trafficDay')
      .values(
        days.slice(from, from + rowsAtOnce).map(({ account: accountRef, day, score, reasons, measure }) => ({
          id: ctx.id(),
          accountRef,
          day,
          measure: asJson(measure),
          score,
          reasons: asJson(reasons),
          scoredAt: ctx.at,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['carrierId', 'accountRef', 'day']).doUpdateSet(({ ref }) => ({
          measure: ref('excluded.measure'),
          score: ref('excluded.score'),
          reasons: ref('excluded.reasons'),
          scoredAt: ref('excluded.scoredAt'),
        })),
      )
      .execute();
};

const total = (days: readonly JudgedDay[]): number => days.reduce((sum, { measure }) => sum + measure.attempts, 0);

/** Keeps what a day was judged, raises its alerts, and puts the reading on record. Returns the alerts that are new. */
export const keepDays = async (
  ctx: Ctx,
  { day, from, until, accountIds }: Gathered,
  days: readonly JudgedDay[],
  { calls, reading }: { readonly calls: number; readonly reading: Parameters<typeof recordReading>[1] },
): Promise<readonly Raised[]> => {
  const raised: Raised[] = [];
  await keepRows(ctx, days);
  for (const one of days) {
    if (!one.flagged) continue;
    const { account: accountRef, day: on, score, reasons } = one;
    const accountId = accountIds.get(accountRef) ?? null;
    const alert = await raise(ctx, { accountRef, accountId, day: on, kind: 'score', score, reasons });
    if (alert !== null) raised.push(alert);
  }
  const attempts = total(days);
  const scored = {
    calls,
    attempts,
    accounts: days.length,
    flagged: days.filter(({ flagged }) => flagged).length,
    scoredAt: ctx.at,
  };
  await ctx.tx
    .insertInto('trafficScoring')
    .values({ day: dateOfDay(day), ...scored })
    .onConflict((conflict) => conflict.columns(['carrierId', 'day']).doUpdateSet(scored))
    .execute();
  await recordReading(ctx, reading, { subject: `traffic-day:${dateOfDay(day)}`, calls: attempts, from, until });
  await record(ctx, {
    kind: 'traffic.scored',
    subject: `traffic-day:${dateOfDay(day)}`,
    happenedAt: ctx.at,
    facts: {
      calls: attempts,
      accounts: scored.accounts,
      flagged: scored.flagged,
      alerts: raised.map(({ id }) => id),
    },
  });
  return raised;
};
