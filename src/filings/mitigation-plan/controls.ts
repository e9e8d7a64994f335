import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import { dateAt, dayNumber, easternDay } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { clock } from '../../law/clocks/clocks.ts';
import { mitigationPlanDues } from './dues.ts';
import { newestRegistration } from './registration.ts';
import { signedPlan } from './store.ts';

const none = { counts: {}, samples: [] };

/** Changes whose ten business days ended in a period without an update in time. */
const lateChanges = async (ctx: Ctx, { from, until }: Period) => {
  const closures = await closuresOf(ctx);
  const rows = await ctx.tx
    .selectFrom('planChange')
    .select(['id', 'changedOn', 'settledAt'])
    .where('noticedAt', '<', until)
    .execute();
  const [first, last] = [dayNumber(dateAt(ctx, from)), dayNumber(dateAt(ctx, Math.min(until, ctx.at)))];
  return rows.filter(({ changedOn, settledAt }) => {
    const { due } = clock('registration-update', { changed: dayNumber(changedOn), closures });
    if (due === null || due < first || due >= last) return false;
    return settledAt === null || easternDay(settledAt) > due;
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
  const counts = { sentences: plan.sentences.length, changes: open.length };
  const samples = [`mitigation-plan:${plan.id}`];
  if (open.length > 0)
    return { status: 'untested', because: 'something changed, and its ten business days still run', counts, samples };
  const because = `the records say what each of ${plan.sentences.length} sentences of version ${plan.version} says`;
  return { status: 'kept', because, counts, samples };
};

const registered = async (ctx: Ctx): Promise<Finding> => {
  const registration = await newestRegistration(ctx);
  if (registration === undefined)
    return { status: 'untested', because: 'what the registration says is not entered', ...none };
  const today = dayNumber(dateAt(ctx, ctx.at));
  const missed = (await mitigationPlanDues(ctx, await closuresOf(ctx))).filter(
    ({ key, day }) => key.startsWith('registration-recertification:') && day < today,
  );
  const samples = [`registration:${registration.id}`];
  if (missed.length > 0)
    return { status: 'not kept', because: `${missed.length} recertifications were missed`, counts: {}, samples };
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
