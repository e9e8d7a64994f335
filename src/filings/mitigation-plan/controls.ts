import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber, easternDay } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { updatedInTenDays } from '../../law/47cfr/64.6305.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { recertifications } from './recertifications.ts';
import { newestRegistration } from './registration.ts';
import { signedPlan } from './store.ts';
import { changedSentences } from './watch.ts';

const none = { counts: {}, samples: [] };

/** The days of a period that are over by now; both in day numbers, the last not counted. */
const daysOf = (ctx: Ctx, { from, until }: Period) =>
  [dayNumber(dateAt(ctx, from)), dayNumber(dateAt(ctx, Math.min(until, ctx.at)))] as const;

/** Whether something due in or before a period, and done too late or not at all, was late within it. */
const lateWithin = ([first, last]: readonly [number, number], due: number, done: number | null): boolean =>
  due < last && (due >= first || done === null || done >= first);

/** Changes whose ten business days ended without an update in time. */
const lateChanges = async (ctx: Ctx, period: Period) => {
  const closures = await closuresOf(ctx);
  const rows = await ctx.tx
    .selectFrom('planChange')
    .select(['id', 'changedOn', 'settledAt'])
    .where('noticedAt', '<', period.until)
    .execute();
  const days = daysOf(ctx, period);
  return rows.filter(({ changedOn, settledAt }) => {
    const changed = dayNumber(changedOn);
    const updated = settledAt === null ? null : easternDay(settledAt);
    const { due } = clock('registration-update', { changed, closures });
    return due !== null && !updatedInTenDays.holds({ changed, updated, closures }) && lateWithin(days, due, updated);
  });
};

const bound = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const late = await lateChanges(ctx, period);
  if (late.length > 0) {
    const because = `${late.length} changes of what the plan says were not filed within ten business days`;
    return { status: 'not kept', because, counts: { late: late.length }, samples: samplesOf('plan-change', late) };
  }
  const plan = await signedPlan(ctx);
  if (plan === undefined) return { status: 'untested', because: 'no plan is signed yet', ...none };
  const open = await ctx.tx.selectFrom('planChange').select('id').where('settledAt', 'is', null).execute();
  const changed = await changedSentences(ctx, plan);
  const counts = { sentences: plan.sentences.length, changes: open.length, changedSentences: changed.length };
  const samples = [`mitigation-plan:${plan.id}`];
  if (open.length + changed.length > 0)
    return { status: 'untested', because: 'something changed, and its ten business days still run', counts, samples };
  const because = `the records say what each of ${plan.sentences.length} sentences of version ${plan.version} says`;
  return { status: 'kept', because, counts, samples };
};

const registered = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const registration = await newestRegistration(ctx);
  if (registration === undefined)
    return { status: 'untested', because: 'what the registration says is not entered', ...none };
  const days = daysOf(ctx, period);
  const missed = (await recertifications(ctx, await closuresOf(ctx))).filter(
    ({ answer, filedOn, inTime }) => !inTime && lateWithin(days, answer.due, filedOn),
  );
  const samples = [`registration:${registration.id}`];
  if (missed.length > 0)
    return {
      status: 'not kept',
      because: `not certified anew in time: ${missed.map(({ year }) => year).join(', ')}`,
      counts: {},
      samples,
    };
  const filed = await ctx.tx
    .selectFrom('registrationReceipt')
    .select('id')
    .where('registrationId', '=', registration.id)
    .executeTakeFirst();
  const counts = { version: registration.version };
  if (filed === undefined)
    return {
      status: 'untested',
      because: 'no confirmation of this version of the filing is on record',
      counts,
      samples,
    };
  return { status: 'kept', because: 'the filing in force is confirmed and certified', counts, samples };
};

/** The controls of the plan and its filing: R2, R3, R5, R6 and R34 of a mitigation plan. */
export const mitigationPlanControls: readonly Control[] = [
  {
    id: 'plan-binding',
    says: 'Each sentence of the plan in force says what settings and records say, and a change is filed within ten business days',
    law: '47 CFR 64.6305(d)(5)',
    check: bound,
  },
  {
    id: 'registration',
    says: 'What the Robocall Mitigation Database says of the carrier is on record, confirmed and certified anew each year',
    law: '47 CFR 64.6305(h)',
    check: registered,
  },
];
