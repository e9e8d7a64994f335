import type { Ctx } from '../../../db/context.ts';
import { DAY, dateOfDay, type Zone } from '../../../kernel/time.ts';
import { latestAnswers } from '../../onboarding/declared.ts';
import type { Questionnaire } from '../../onboarding/questionnaire.ts';
import { listsFor } from '../called-lists/which.ts';
import type { Group } from '../metrics/measure-days.ts';
import type { AccountDay } from '../score/days.ts';
import type { Sides } from '../score/read-traffic.ts';
import type { TracedCall } from '../score/signals.ts';
import type { Account } from '../side/accounts.ts';
import type { Complaint } from '../side/outside-signals.ts';
import { historyDays } from '../thresholds/limits.ts';
import { callsOfDay, type DayOfCalls } from './calls-of-day.ts';
import type { TracedSource } from './outside.ts';
import { refsOf } from './refs.ts';
import { rightsOf } from './rights.ts';

/** Everything that a day is judged by, read in one transaction; the counting itself needs none. */
export type Gathered = DayOfCalls & {
  readonly sides: Sides;
  readonly earlier: readonly AccountDay[];
  /** The voice account of each name in call records. */
  readonly accountIds: ReadonlyMap<string, string>;
};

const declaredUse = ({ callTypes, direction, carrier }: Questionnaire): string =>
  [...(carrier === 'yes' ? ['reseller'] : []), ...callTypes, ...(direction === 'inbound-only' ? ['inbound'] : [])].join(
    ' ',
  );

/** What each account declared, by every name it may have in call records. */
const accountsOf = async (ctx: Ctx, refs: ReadonlyMap<string, readonly string[]>): Promise<readonly Account[]> => {
  const answered = await latestAnswers(ctx);
  const rows = await ctx.tx.selectFrom('voiceAccount').select(['id', 'caseId']).orderBy('id').execute();
  return rows.flatMap(({ id, caseId }) => {
    const answers = answered.get(caseId);
    const said = {
      use: answers === undefined ? '' : declaredUse(answers),
      perDay: answers?.callsPerDay ?? null,
      peakCps: answers?.peakCallsPerSecond ?? null,
    };
    return (refs.get(id) ?? []).map((account) => ({ account, ...said }));
  });
};

const historyOf = async (ctx: Ctx, day: number): Promise<readonly AccountDay[]> => {
  const rows = await ctx.tx
    .selectFrom('trafficDay')
    .select(['accountRef', 'day', 'measure'])
    .where('day', '>=', dateOfDay(day - historyDays))
    .where('day', '<', dateOfDay(day))
    .execute();
  return rows.map(({ accountRef: account, day: date, measure: of }) => {
    const whole: Group = { level: 'account', account, key: account, day: Date.parse(date) / DAY, of };
    return { whole, parts: [] };
  });
};

const week = 7 * DAY;

/** Complaints about numbers of ours made in the week before the day was over, or since: those of earlier days weigh on this one. */
const complaintsOf = async (ctx: Ctx, from: number, until: number): Promise<readonly Complaint[]> => {
  const rows = await ctx.tx
    .selectFrom('numberComplaint')
    .select(['number', 'at'])
    .where('at', '>=', until - week)
    .where('at', '<', until + week)
    .execute();
  return rows.map(({ number, at }) => ({ number, atMs: Math.max(at, from) }));
};

const monthBefore = 30 * DAY;

/** Calls that capabilities above know to have been traced to accounts, by every name of these in call records. */
const tracedOf = async (
  ctx: Ctx,
  sources: readonly TracedSource[],
  refs: ReadonlyMap<string, readonly string[]>,
  { until, zone: inZone }: { readonly until: number; readonly zone: Zone },
): Promise<readonly TracedCall[]> => {
  const found: TracedCall[] = [];
  for (const source of sources)
    for (const { accountId, at, calling, called, key: call } of await source(ctx, until - monthBefore, until))
      for (const account of refs.get(accountId) ?? [])
        found.push({ account, calling, called, at, day: inZone.dayOf(at), call });
  return found;
};

/** Reads all that a day (days since 1970 in the carrier's zone) is judged by. */
export const gather = async (ctx: Ctx, day: number, sources: readonly TracedSource[]): Promise<Gathered> => {
  const calls = await callsOfDay(ctx, day);
  const { from, until, zone } = calls;
  const refs = await refsOf(ctx);
  const accountIds = new Map([...refs].flatMap(([id, names]) => names.map((name) => [name, id] as const)));
  return {
    ...calls,
    sides: {
      accounts: await accountsOf(ctx, refs),
      rights: await rightsOf(ctx, refs, until),
      complaints: await complaintsOf(ctx, from, until),
      tracebacks: [],
      traced: await tracedOf(ctx, sources, refs, { until, zone }),
      lists: await listsFor(ctx, day),
    },
    earlier: await historyOf(ctx, day),
    accountIds,
  };
};
