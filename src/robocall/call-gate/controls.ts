import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { readLines } from './line.ts';
import { passedInShadow } from './shadowed.ts';

/** The busiest groups are read line by line: where limits were passed, it was there. */
const read = 20;

const busiest = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('gateGroup')
    .select(['id', 'lines'])
    .where('fromAt', '>=', from)
    .where('fromAt', '<', until)
    .where('lines', 'is not', null)
    .orderBy('calls', 'desc')
    .orderBy('id')
    .limit(read)
    .execute();

const totals = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('gateGroup')
    .select(({ fn }) => [fn.sum<string | null>('calls').as('calls'), fn.countAll<string>().as('groups')])
    .where('fromAt', '>=', from)
    .where('fromAt', '<', until)
    .executeTakeFirstOrThrow();

const stopped = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('gateRefusal')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('at', '>=', from)
    .where('at', '<', until)
    .where('code', 'in', ['rate-limit', 'session-limit'])
    .executeTakeFirstOrThrow();

type Second = { readonly accountId: string; readonly at: number; readonly calls: number };

/** Calls that accounts carried in each second of a group. */
const carriedBySecond = (lines: string): readonly Second[] => {
  const carried = new Map<string, Second>();
  for (const line of readLines(lines)) {
    if (line.account === null || !line.carry || line.emergency) continue;
    const [accountId, at] = [line.account, Math.floor(line.at / 1000) * 1000];
    const key = `${accountId} ${at}`;
    carried.set(key, { accountId, at, calls: (carried.get(key)?.calls ?? 0) + 1 });
  }
  return [...carried.values()];
};

type Limit = { readonly accountId: string; readonly fromAt: number; readonly most: number };

/** What each account might carry in a second, from when, the latest first. */
const limitsOf = async (ctx: Ctx, accountIds: readonly string[]): Promise<readonly Limit[]> => {
  if (accountIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('accountLimits')
    .select(['accountId', 'fromAt', 'callsPerSecond', 'burst'])
    .where('accountId', 'in', [...accountIds])
    .orderBy('fromAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  // a second as the record tells it can hold the calls of a little more than one as the counters do
  return rows.map(({ callsPerSecond, burst, ...row }) => ({ ...row, most: burst + 2 * Number(callsPerSecond) }));
};

/** The gate reads new limits within seconds: until then it goes by those before. */
const readingMs = 5000;

/** The most that an account might carry in a second that began at `at`. */
const allowedAt = (limits: readonly Limit[], accountId: string, at: number): number => {
  const own = limits.filter((limit) => limit.accountId === accountId && limit.fromAt < at + 1000);
  const since = own.findIndex(({ fromAt }) => fromAt <= at - readingMs);
  return Math.max(0, ...own.slice(0, since < 0 ? own.length : since + 1).map(({ most }) => most));
};

const over = async (ctx: Ctx, groups: Awaited<ReturnType<typeof busiest>>): Promise<readonly { id: string }[]> => {
  const read = groups.map(({ id, lines }) => ({ id, seconds: carriedBySecond(lines ?? '') }));
  const accounts = new Set(read.flatMap(({ seconds }) => seconds.map(({ accountId }) => accountId)));
  const limits = await limitsOf(ctx, [...accounts]);
  return read.filter(({ seconds }) =>
    seconds.some(({ accountId, at, calls }) => calls > allowedAt(limits, accountId, at)),
  );
};

const limited = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const { calls, groups } = await totals(ctx, period);
  const looked = await busiest(ctx, period);
  const counts = {
    calls: Number(calls ?? 0),
    stopped: Number((await stopped(ctx, period)).count),
    groupsRead: looked.length,
    groups: Number(groups),
  };
  if (looked.length === 0)
    return { status: 'untested', because: 'no call of the gate can be read in this time', counts, samples: [] };
  const passed = await passedInShadow(ctx, period, ['rate-limit', 'session-limit']);
  if (passed > 0) {
    const because = `${passed} calls were carried past the limits of accounts in shadow mode`;
    return { status: 'not kept', because, counts, samples: samplesOf('gate-group', looked) };
  }
  const broken = await over(ctx, looked);
  if (broken.length > 0) {
    const because = `in ${broken.length} of the ${looked.length} busiest groups an account carried more than its limits allow`;
    return { status: 'not kept', because, counts, samples: samplesOf('gate-group', broken) };
  }
  const because = `every account had limits, ${counts.stopped} calls were stopped by them, and in the ${looked.length} busiest of ${counts.groups} groups none was passed`;
  return { status: 'kept', because, counts, samples: samplesOf('gate-group', looked) };
};

/** The control of limits: R26 of a mitigation plan. */
export const gateControls: readonly Control[] = [
  {
    id: 'rate-limits',
    says: 'Every account has limits of calls per second and sessions, and the busiest seconds on record stay within them',
    law: '47 CFR 64.6305(a)(2)',
    check: limited,
  },
];
