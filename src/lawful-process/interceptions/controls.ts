import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import type { Control, Finding, Period } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { bothAuthorizations, compromiseReported, seniorOfficer } from '../../law/47cfr/1.20003.ts';
import { certifiedInTime } from '../../law/47cfr/1.20004.ts';
import { policiesFiled } from '../../law/47cfr/1.20005.ts';
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
    if (row.filedOn === null && dayNumber(today) <= due) return false;
    return !policiesFiled.holds({ filed: row.filedOn === null ? null : dayNumber(row.filedOn), due });
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
  const day = (at: number): number => dayNumber(dateAt(ctx, at));
  const inTime = rows.every(({ authorized, startAt, certifiedAt }) => {
    // the database lets none start before its authorizations, but those recorded as without
    const given = authorized === 'both' ? 'before' : 'none';
    if (!bothAuthorizations.holds({ legal: given, carrier: given }) || startAt === null) return false;
    const { due } = certifyClock(ctx, startAt, closures);
    if (certifiedAt === null && day(ctx.at) <= due) return true;
    return certifiedInTime.holds({ certified: certifiedAt === null ? null : day(certifiedAt), due });
  });
  const told = incidents.every(({ discoveredAt, reportedAt }) => {
    const due = reportBy(discoveredAt);
    return (reportedAt === null && ctx.at <= due) || compromiseReported.holds({ reported: reportedAt, due });
  });
  return inTime && told;
};

const weigh = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const policy = await policyInForce(ctx);
  if (policy === undefined || policy.publishedAt >= period.until)
    return { status: 'untested', because: 'no policies on interceptions were published', counts: {}, samples: [] };
  const counts = { version: policy.version };
  const samples = [`interception-policy:${policy.id}`];
  const no = (because: string): Finding => ({ status: 'not kept', because, counts, samples });
  const closures = await closuresOf(ctx);
  const officer = (await vacantSince(ctx, policy.officerId)) === null ? 'of-the-staff' : 'left';
  if (!seniorOfficer.holds({ officer })) return no('the senior officer of the policies left the staff');
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
