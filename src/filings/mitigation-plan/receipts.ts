import { z } from 'zod';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { dateAt, dayNumber, easternDay, pastInstant, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { officerOf } from '../certification/officer.ts';
import { recertificationOf } from './recertifications.ts';
import { type MitigationPlan, registrationReceiptRow } from './record.ts';
import { newestRegistration } from './registration.ts';
import { mayReadPlans, mayWritePlans, planLaw } from './roles.ts';
import { signedPlan } from './store.ts';

const { kind, confirmation } = registrationReceiptRow.shape;
const shown = z.strictObject({
  id,
  kind,
  planId: id,
  registrationId: id,
  confirmation,
  filedAt: when,
  filedOn: date,
  officerName: z.string(),
  recordedBy: z.string(),
  recordedAt: when,
});

type Row = z.output<typeof registrationReceiptRow>;
const telling = (ctx: Ctx, { carrierId: _carrier, filedAt, recordedAt, ...row }: Row) => ({
  ...row,
  filedAt: told(ctx, filedAt),
  recordedAt: told(ctx, recordedAt),
});

/** The filing of a version settles what had changed since those before it; what has changed since this one stays open. */
const settle = async (ctx: Ctx, { id: planId, version }: MitigationPlan, filedAt: number): Promise<void> => {
  await ctx.tx
    .updateTable('planChange')
    .set({ settledAt: filedAt, settledBy: ctx.actor.name, settledWhy: `Filed as version ${version}` })
    .where('settledAt', 'is', null)
    .where('planId', '!=', planId)
    .execute();
};

const inWindow = async (ctx: Ctx, filedOn: string): Promise<void> => {
  const answer = recertificationOf(Number(filedOn.slice(0, 4)), await closuresOf(ctx));
  if (answer === null || dayNumber(filedOn) < answer.windowOpens)
    refuse(
      'invalid-input',
      `'filedAt': ${filedOn} is no time of recertification; the window opens on February 1.`,
      'An update in January does not take its place (47 CFR 64.6305(h)).',
    );
};

export const recordRegistrationReceipt = operation({
  http: 'POST /v1/registration-receipts',
  says: 'Record what the Robocall Mitigation Database confirmed: an update with the plan in force, or the yearly recertification by an officer; it settles the clock of what had changed',
  law: ['47 CFR 64.6305(d)(5)', '47 CFR 64.6305(h)'],
  may: [...mayWritePlans, 'counsel'],
  by: 'person',
  takes: z.strictObject({ kind, confirmation, filedAt: when, officerId: id }),
  gives: shown,
  async run(ctx: Ctx, input) {
    const filedAt = pastInstant(ctx, 'filedAt', input.filedAt);
    const filedOn = dateOfDay(easternDay(filedAt));
    const plan =
      (await signedPlan(ctx)) ??
      refuse('wrong-state', 'No plan is signed.', 'Prepare and sign the plan that goes with the filing.');
    if (plan.signedAt === null || filedAt < plan.signedAt)
      refuse('invalid-input', "'filedAt' lies before the plan was signed.", 'Copy the time from the confirmation.');
    if (input.kind === 'recertification') await inWindow(ctx, filedOn);
    const registration = await newestRegistration(ctx);
    if (registration === undefined) throw new Error('a plan rests on a registration');
    if (registration.id !== plan.registrationId && input.kind === 'update')
      refuse(
        'wrong-state',
        'The registration was changed after the plan was written.',
        'Prepare and sign the next version, and file that.',
      );
    const officer = await officerOf(ctx, input.officerId);
    const row = await ctx.tx
      .insertInto('registrationReceipt')
      .values({
        ...{ id: ctx.id(), kind: input.kind, planId: plan.id, registrationId: plan.registrationId, filedAt, filedOn },
        ...{ confirmation: input.confirmation, officerName: officer.name },
        ...{ recordedBy: ctx.actor.name, recordedAt: ctx.at },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    if (input.kind === 'update') await settle(ctx, plan, filedAt);
    await record(ctx, {
      kind: 'registration.filed',
      subject: `mitigation-plan:${plan.id}`,
      happenedAt: filedAt,
      facts: {
        as: input.kind,
        version: plan.version,
        confirmation: input.confirmation,
        officer: officer.name,
        filedOn,
      },
    });
    return telling(ctx, row);
  },
});

export const listRegistrationReceipts = operation({
  http: 'GET /v1/registration-receipts',
  says: 'What the Robocall Mitigation Database confirmed, the newest first',
  law: planLaw,
  may: mayReadPlans,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown), today: date }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('registrationReceipt')
      .selectAll()
      .orderBy('filedAt', 'desc')
      .limit(500)
      .execute();
    return { items: rows.map((row) => telling(ctx, row)), today: dateAt(ctx, ctx.at) };
  },
});
