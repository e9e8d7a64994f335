import { openTask } from '../../../carriers/tasks/open.ts';
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

/** Whether each suspicious account-day is put before a person, or only that there are some: a year of old records is nothing to act on by the day. */
export type Telling = 'each' | 'that there are some';

const tell = async (ctx: Ctx, { accountIds }: Gathered, flagged: readonly JudgedDay[]): Promise<readonly Raised[]> => {
  const raised: Raised[] = [];
  for (const { account: accountRef, day, score, reasons } of flagged) {
    const accountId = accountIds.get(accountRef) ?? null;
    const alert = await raise(ctx, { accountRef, accountId, day, kind: 'score', score, reasons });
    if (alert !== null) raised.push(alert);
  }
  return raised;
};

/** Whether an account is suspicious on a day of which no alert was raised when it was new. */
const isNews = async (ctx: Ctx, day: string, flagged: readonly JudgedDay[]): Promise<boolean> => {
  const told = await ctx.tx
    .selectFrom('trafficAlert')
    .select('accountRef')
    .where('day', '=', day)
    .where('kind', '=', 'score')
    .execute();
  const known = new Set(told.map(({ accountRef }) => accountRef));
  return flagged.some(({ account }) => !known.has(account));
};

const askOnce = (ctx: Ctx, day: string): Promise<string> =>
  openTask(ctx, {
    kind: 'old-traffic-suspicious',
    subject: `traffic-day:${day}`,
    why: 'Call records of long ago came in, and accounts were suspicious then, on this day and maybe on others: read the scores of those days',
    role: 'compliance',
    dueAt: null,
    key: 'old-traffic',
  });

type Keeping = {
  /** Calls on record of the parts that reach into the day. */
  readonly calls: number;
  readonly reading: Parameters<typeof recordReading>[1];
  readonly telling: Telling;
};

/** Keeps what a day was judged, tells of what is suspicious, and puts the reading on record. Returns the alerts that are new. */
export const keepDays = async (
  ctx: Ctx,
  gathered: Gathered,
  days: readonly JudgedDay[],
  { calls, reading, telling }: Keeping,
): Promise<readonly Raised[]> => {
  const { day, from, until } = gathered;
  await keepRows(ctx, days);
  const flagged = days.filter((one) => one.flagged);
  const raised = telling === 'each' ? await tell(ctx, gathered, flagged) : [];
  if (telling !== 'each' && (await isNews(ctx, dateOfDay(day), flagged))) await askOnce(ctx, dateOfDay(day));
  const attempts = total(days);
  const scored = {
    calls,
    attempts,
    accounts: days.length,
    flagged: flagged.length,
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
