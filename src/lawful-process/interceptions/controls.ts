import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import type { Control, Finding, Period } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import type { Closures } from '../../law/calendar.ts';
import { policyInForce } from './admit.ts';
import { certifyClock, refileClock, reportBy } from './clocks.ts';
import { vacantSince } from './dues.ts';

/** Causes whose 90 days ended without a filing in time. */
const filedLate = async (ctx: Ctx, { from, until }: Period, closures: Closures): Promise<number> => {
  const rows = await ctx.tx
    .selectFrom('interceptionFiling')
    .select(['cause', 'happenedOn', 'filedOn', 'recordedAt'])
    .where('recordedAt', '<', until)
    .execute();
  const today = dateAt(ctx, Math.min(ctx.at, until));
  return rows.filter((row) => {
    const { due } = refileClock(row, closures);
    if (due === null || due < dayNumber(dateAt(ctx, from))) return false;
    return dayNumber(row.filedOn ?? today) > due;
  }).length;
};

/** Whether everything of the closed store was authorized, certified and reported in our own time; how many that is, is not told. */
const inOrder = async (ctx: Ctx, { from, until }: Period, closures: Closures): Promise<boolean> => {
  const rows = await ctx.tx
    .selectFrom('interception')
    .select(['authorized', 'startAt', 'certifiedAt'])
    .where('startAt', '>=', from)
    .where('startAt', '<', until)
    .execute();
  const incidents = await ctx.tx
    .selectFrom('interceptionIncident')
    .select(['discoveredAt', 'reportedAt'])
    .where('discoveredAt', '>=', from)
    .where('discoveredAt', '<', until)
    .execute();
  const certified = rows.every(({ authorized, startAt, certifiedAt }) => {
    if (authorized === 'without' || startAt === null) return false;
    return dayNumber(dateAt(ctx, certifiedAt ?? ctx.at)) <= certifyClock(ctx, startAt, closures).due;
  });
  return certified && incidents.every((one) => (one.reportedAt ?? ctx.at) <= reportBy(one.discoveredAt));
};

const weigh = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const policy = await policyInForce(ctx);
  if (policy === undefined || policy.publishedAt >= period.until)
    return { status: 'untested', because: 'no policies on interceptions were published', counts: {}, samples: [] };
  const counts = { version: policy.version };
  const samples = [`interception-policy:${policy.id}`];
  const no = (because: string): Finding => ({ status: 'not kept', because, counts, samples });
  const closures = await closuresOf(ctx);
  if ((await vacantSince(ctx, policy.officerId)) !== null)
    return no('the senior officer of the policies left the staff');
  if ((await filedLate(ctx, period, closures)) > 0) return no('the policies were not filed within 90 days');
  if (!(await inOrder(ctx, period, closures)))
    return no(
      'a record of the closed store is without authorization, or was signed or reported late: its officer knows which',
    );
  const because = `version ${policy.version} of the policies is in force, and every record of the closed store in order`;
  return { status: 'kept', because, counts, samples };
};

/** The control of systems security and integrity, 47 CFR 1.20000 to 1.20008. */
export const interceptionControls: readonly Control[] = [
  {
    id: 'interceptions',
    says: 'Interceptions are enabled only after legal and carrier authorization, certified by whoever oversees them, under policies that name a senior officer and are filed at the FCC',
    law: '47 CFR 1.20003',
    check: weigh,
  },
];
