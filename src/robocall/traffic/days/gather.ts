import type { Ctx } from '../../../db/context.ts';
import { DAY, dateOfDay, type Zone, zone } from '../../../kernel/time.ts';
import { latestAnswers } from '../../onboarding/declared.ts';
import type { Questionnaire } from '../../onboarding/questionnaire.ts';
import { pathsIn } from '../calls/parts.ts';
import type { Group } from '../metrics/measure-days.ts';
import type { AccountDay } from '../score/days.ts';
import type { Sides } from '../score/read-traffic.ts';
import type { TracedCall } from '../score/signals.ts';
import type { Account } from '../side/accounts.ts';
import type { Right } from '../side/inventory.ts';
import type { Complaint } from '../side/outside-signals.ts';
import type { TracedSource } from './outside.ts';
import { refsOf } from './refs.ts';

/** Everything that a day is judged by, read in one transaction; the counting itself needs none. */
export type Gathered = {
  readonly day: number;
  readonly zone: Zone;
  readonly from: number;
  readonly until: number;
  readonly paths: readonly string[];
  readonly dataFolder: string;
  readonly sides: Sides;
  readonly earlier: readonly AccountDay[];
  /** The voice account of each name in call records. */
  readonly accountIds: ReadonlyMap<string, string>;
};

const historyDays = 28;

const declaredUse = ({ callTypes, direction, carrier }: Questionnaire): string =>
  [...(carrier === 'yes' ? ['reseller'] : []), ...callTypes, ...(direction === 'inbound-only' ? ['inbound'] : [])].join(
    ' ',
  );

/** What each account declared, by every name it may have in call records. */
const accountsOf = async (ctx: Ctx, refs: ReadonlyMap<string, readonly string[]>): Promise<readonly Account[]> => {
  const answered = await latestAnswers(ctx);
  const rows = await ctx.tx.selectFrom('voiceAccount').select(['id', 'caseId', 'openedAt']).orderBy('id').execute();
  return rows.flatMap(({ id, caseId, openedAt }) => {
    const answers = answered.get(caseId);
    const said = {
      sinceMs: openedAt,
      use: answers === undefined ? '' : declaredUse(answers),
      perDay: answers?.callsPerDay ?? null,
      peakCps: answers?.peakCallsPerSecond ?? null,
    };
    return (refs.get(id) ?? []).map((account) => ({ account, ...said }));
  });
};

const rightsOf = async (
  ctx: Ctx,
  refs: ReadonlyMap<string, readonly string[]>,
  until: number,
): Promise<readonly Right[]> => {
  const rows = await ctx.tx
    .selectFrom('numberRight')
    .select(['accountId', 'firstNumber', 'lastNumber', 'fromAt', 'untilAt'])
    .where('fromAt', '<', until)
    // one that ended as it began never held
    .whereRef('untilAt', 'is distinct from', 'fromAt')
    .execute();
  return rows.flatMap(({ accountId, firstNumber: first, lastNumber: last, fromAt: fromMs, untilAt }) =>
    (refs.get(accountId) ?? []).map((account) => ({
      account,
      first,
      last,
      fromMs,
      untilMs: untilAt ?? Number.POSITIVE_INFINITY,
    })),
  );
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

const zoneOf = (ctx: Ctx): Zone => {
  const found = zone(ctx.carrier.zone);
  if (found === null) throw new Error(`the zone ${ctx.carrier.zone} is unknown here`);
  return found;
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
  const inZone = zoneOf(ctx);
  const [from, until] = [inZone.startOf(day), inZone.startOf(day + 1)];
  const refs = await refsOf(ctx);
  const accountIds = new Map([...refs].flatMap(([id, names]) => names.map((name) => [name, id] as const)));
  return {
    day,
    zone: inZone,
    from,
    until,
    paths: await pathsIn(ctx, from, until),
    dataFolder: ctx.dataFolder,
    sides: {
      accounts: await accountsOf(ctx, refs),
      rights: await rightsOf(ctx, refs, until),
      complaints: await complaintsOf(ctx, from, until),
      tracebacks: [],
      traced: await tracedOf(ctx, sources, refs, { until, zone: inZone }),
    },
    earlier: await historyOf(ctx, day),
    accountIds,
  };
};
