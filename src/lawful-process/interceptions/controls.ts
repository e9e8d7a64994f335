import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { type Control, type Finding, firstGap, type Period } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import { monthsKept } from '../../carriers/retention/class.ts';
import { purgedTooEarly } from '../../carriers/retention/floor-kept.ts';
import type { Ctx } from '../../db/context.ts';
import { bothAuthorizations, compromiseReported, legalAt, seniorOfficer } from '../../law/47cfr/1.20003.ts';
import { certifiedInTime, keptAsStated } from '../../law/47cfr/1.20004.ts';
import { policiesFiled } from '../../law/47cfr/1.20005.ts';
import type { Closures } from '../../law/calendar.ts';
import { certifyClock, refileClock, reportBy } from './clocks.ts';
import { type InterceptionPolicy, reachOf } from './record.ts';
import { interceptionsKept } from './retention.ts';

/** Causes whose 90 days ended without a filing in time: one that was never made is late in every period from then on. */
const filedLate = async (ctx: Ctx, { from, until }: Period, closures: Closures): Promise<number> => {
  const rows = await ctx.tx
    .selectFrom('interceptionFiling')
    .select(['cause', 'happenedOn', 'filedOn'])
    .where('recordedAt', '<', until)
    .execute();
  const [first, last] = [dateAt(ctx, from), dateAt(ctx, Math.min(ctx.at, until - 1))];
  return rows.filter((row) => {
    const { due } = refileClock(row, closures);
    if (due === null) return false;
    // what was done after the period does not mend it, and what was done before it is another period's
    const filedOn = row.filedOn !== null && row.filedOn <= last ? row.filedOn : null;
    if (filedOn === null && dayNumber(last) <= due) return false;
    if (filedOn !== null && filedOn < first) return false;
    return !policiesFiled.holds({ filed: filedOn === null ? null : dayNumber(filedOn), due });
  }).length;
};

/** The first instant of a period at which whoever the policies in force named was not of the staff; null where he always was. */
const withoutOfficer = async (
  ctx: Ctx,
  { from, until }: Period,
  versions: readonly InterceptionPolicy[],
): Promise<number | null> => {
  const members = await ctx.tx
    .selectFrom('membership')
    .select(['personId', 'fromAt', 'untilAt'])
    .where(
      'personId',
      'in',
      versions.map(({ officerId }) => officerId),
    )
    .execute();
  const gaps = versions.flatMap(({ officerId, publishedAt }, n) => {
    const next = versions[n + 1]?.publishedAt ?? until;
    const inForce = { from: Math.max(from, publishedAt), until: Math.min(until, next, ctx.at + 1) };
    const covers = members
      .filter(({ personId }) => personId === officerId)
      .map(({ fromAt, untilAt }) => ({ from: fromAt, until: untilAt ?? Number.POSITIVE_INFINITY }));
    return firstGap(inForce, covers) ?? [];
  });
  return gaps[0] ?? null;
};

type Order = 'in-order' | 'not-in-order' | 'end-unknown';

/**
 * Whether every interception of a period was authorized while it ran, and what began in it was certified in our own time; where all were as far
 * as is known, but of one nobody knows until when it was authorized, that.
 */
const orderOfInterceptions = async (ctx: Ctx, { from, until }: Period, closures: Closures): Promise<Order> => {
  const rows = await ctx.tx
    .selectFrom('interception')
    .select(['authorized', 'authorizedEnd', 'authorizedUntil', 'startAt', 'certifiedAt', 'endedAt'])
    .where('startAt', '<', until)
    .where((eb) => eb.or([eb('startAt', '>=', from), eb('endedAt', 'is', null), eb('endedAt', '>=', from)]))
    .execute();
  const day = (at: number): number => dayNumber(dateAt(ctx, at));
  const signedInTime = (startAt: number, certifiedAt: number | null): boolean => {
    const { due } = certifyClock(ctx, startAt, closures);
    if (certifiedAt === null && day(ctx.at) <= due) return true;
    return certifiedInTime.holds({ certified: certifiedAt === null ? null : day(certifiedAt), due });
  };
  const orders = rows.map(({ authorized, startAt, certifiedAt, endedAt, ...reach }): Order => {
    const ranUntil = Math.min(endedAt ?? ctx.at, until);
    // the database lets none start before its authorizations, but those recorded as without
    // it may run to the last moment of its authorization
    const legal = authorized === 'both' ? legalAt(reachOf(reach), ranUntil - 1) : 'none';
    const carrier = authorized === 'both' ? 'before' : 'none';
    const inTime = startAt !== null && (startAt < from || signedInTime(startAt, certifiedAt));
    if (!inTime) return 'not-in-order';
    if (legal === 'unknown') return 'end-unknown';
    return bothAuthorizations.holds({ legal, carrier }) ? 'in-order' : 'not-in-order';
  });
  return (['not-in-order', 'end-unknown'] as const).find((one) => orders.includes(one)) ?? 'in-order';
};

/** Whether what was found in a period was told in our own time. */
const incidentsTold = async (ctx: Ctx, { from, until }: Period): Promise<boolean> => {
  const incidents = await ctx.tx
    .selectFrom('interceptionIncident')
    .select(['discoveredAt', 'reportedAt'])
    .where('discoveredAt', '>=', from)
    .where('discoveredAt', '<', until)
    .execute();
  return incidents.every(({ discoveredAt, reportedAt }) => {
    const due = reportBy(discoveredAt);
    return (reportedAt === null && ctx.at <= due) || compromiseReported.holds({ reported: reportedAt, due });
  });
};

/** Whether records are kept as long as the policies say, and none went before. */
const keptAsTheySay = async (ctx: Ctx, { retentionMonths: monthsStated }: InterceptionPolicy): Promise<boolean> =>
  keptAsStated.holds({ monthsKept: await monthsKept(ctx, interceptionsKept), monthsStated }) &&
  (await purgedTooEarly(ctx, { ...interceptionsKept, months: monthsStated })).length === 0;

type Fault = Pick<Finding, 'because'> & { readonly status: 'not kept' | 'untested' };

/** What of the duties was not kept in a period, or of what that is not known, in words that tell nothing of the closed store; null where all was. */
const fault = async (
  ctx: Ctx,
  period: Period,
  versions: readonly InterceptionPolicy[],
  last: InterceptionPolicy,
): Promise<Fault | null> => {
  const notKept = (because: string): Fault => ({ status: 'not kept', because });
  const closures = await closuresOf(ctx);
  const since = await withoutOfficer(ctx, period, versions);
  if (!seniorOfficer.holds({ officer: since === null ? 'of-the-staff' : 'left' }))
    return notKept(
      `from ${dateAt(ctx, since ?? period.from)} on the senior officer of the policies was not of the staff: he left`,
    );
  if ((await filedLate(ctx, period, closures)) > 0) return notKept('the policies were not filed within 90 days');
  if (!(await keptAsTheySay(ctx, last)))
    return notKept(`records are not kept the ${last.retentionMonths} months that the policies say`);
  const order = await orderOfInterceptions(ctx, period, closures);
  if (order === 'not-in-order' || !(await incidentsTold(ctx, period)))
    return notKept(
      'a record of the closed store is without authorization, or was signed or reported late: its officer knows which',
    );
  const unknown =
    'of a record of the closed store it is not known until when its legal authorization reaches: its officer knows which';
  return order === 'end-unknown' ? { status: 'untested', because: unknown } : null;
};

const weigh = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const versions = await ctx.tx
    .selectFrom('interceptionPolicy')
    .selectAll()
    .where('publishedAt', '<', period.until)
    .orderBy('version')
    .execute();
  const policy = versions.at(-1);
  if (policy === undefined)
    return { status: 'untested', because: 'no policies on interceptions were published', counts: {}, samples: [] };
  const counts = { version: policy.version };
  const samples = [`interception-policy:${policy.id}`];
  const wrong = await fault(ctx, period, versions, policy);
  if (wrong !== null) return { ...wrong, counts, samples };
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
