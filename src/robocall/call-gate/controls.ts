import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';

/** The busiest groups are read line by line: where limits were passed, it was there. */
const read = 20;

type Line = { readonly at: number; readonly account: string; readonly carry: boolean; readonly emergency: boolean };

const isLine = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && 'account' in value && typeof value.account === 'string';

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

/** Calls of an account carried in each second of a group. */
const carriedBySecond = (lines: string): ReadonlyMap<string, number> => {
  const carried = new Map<string, number>();
  for (const text of lines.split('\n')) {
    const line: unknown = JSON.parse(text);
    if (!isLine(line) || !line.carry || line.emergency) continue;
    const key = `${line.account} ${Math.floor(line.at / 1000)}`;
    carried.set(key, (carried.get(key) ?? 0) + 1);
  }
  return carried;
};

/** What an account might do at most in any time of `[from, until)`: its highest limits then. */
const highest = async (ctx: Ctx, accountId: string, atMost: number): Promise<number> => {
  const rows = await ctx.tx
    .selectFrom('accountLimits')
    .select(['callsPerSecond', 'burst'])
    .where('accountId', '=', accountId)
    .where('fromAt', '<=', atMost)
    .orderBy('fromAt', 'desc')
    .orderBy('id', 'desc')
    .limit(2)
    .execute();
  // a second as the record tells it can hold the calls of a little more than one as the counters do
  return Math.max(0, ...rows.map(({ callsPerSecond, burst }) => burst + 2 * Number(callsPerSecond)));
};

const over = async (ctx: Ctx, groups: Awaited<ReturnType<typeof busiest>>): Promise<readonly { id: string }[]> => {
  const broken: { id: string }[] = [];
  for (const { id, lines } of groups)
    for (const [key, calls] of carriedBySecond(lines ?? '')) {
      const [accountId = '', second = ''] = key.split(' ');
      if (calls <= (await highest(ctx, accountId, (Number(second) + 1) * 1000))) continue;
      broken.push({ id });
      break;
    }
  return broken;
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
