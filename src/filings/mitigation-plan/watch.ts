import { z } from 'zod';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { watchEntry } from './entry.ts';
import { differing, saidNow } from './judge.ts';
import type { MitigationPlan } from './record.ts';
import { newestRegistration } from './registration.ts';
import { mayWritePlans } from './roles.ts';
import { openChange, signedPlan } from './store.ts';
import { planTelling } from './telling.ts';

/** The day of a change that is seen now: what a person entered with it, else the last day on which all was still the same. */
const changedOn = (ctx: Ctx, plan: MitigationPlan, entered: string | null): string => {
  const same = dateAt(ctx, plan.sameAt);
  return entered !== null && entered < same ? entered : same;
};

/** Codes of the sentences of the plan in force that the records no longer say. */
export const changedSentences = async (ctx: Ctx, plan: MitigationPlan): Promise<readonly string[]> => {
  const registration = await newestRegistration(ctx);
  if (registration === undefined) return [];
  return differing(plan.sentences, saidNow(await planTelling(ctx, registration.facts)));
};

const notice = async (ctx: Ctx, plan: MitigationPlan, codes: readonly string[]): Promise<void> => {
  const registration = await newestRegistration(ctx);
  const entered = registration !== undefined && registration.id !== plan.registrationId ? registration.changedOn : null;
  const row = { id: ctx.id(), planId: plan.id, changedOn: changedOn(ctx, plan, entered), codes: [...codes] };
  const added = await ctx.tx
    .insertInto('planChange')
    .values({ ...row, noticedAt: ctx.at, settledAt: null, settledBy: null, settledWhy: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return;
  await record(ctx, {
    kind: 'mitigation-plan.changed',
    subject: `mitigation-plan:${plan.id}`,
    happenedAt: ctx.at,
    facts: { change: row.id, changedOn: row.changedOn, codes: row.codes },
  });
};

export const watchPlan = operation({
  http: 'POST /v1/mitigation-plans:watch',
  says: 'Compare the entry of the Robocall Mitigation Database with what is entered here, and the plan in force with what settings and records say now; the first difference starts the ten business days of its update, and what differs later joins it; runs by itself',
  law: ['47 CFR 64.6305(d)(5)'],
  may: mayWritePlans,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ changed: z.array(z.string()) }),
  async run(ctx: Ctx) {
    await watchEntry(ctx);
    const plan = await signedPlan(ctx);
    if (plan === undefined) return { changed: [] };
    const changed = await changedSentences(ctx, plan);
    if (changed.length === 0) {
      await ctx.tx.updateTable('mitigationPlan').set({ sameAt: ctx.at }).where('id', '=', plan.id).execute();
      return { changed: [] };
    }
    const open = await openChange(ctx, plan.id);
    if (open === undefined) await notice(ctx, plan, changed);
    else {
      const codes = [...new Set([...open.codes, ...changed])];
      if (codes.length > open.codes.length)
        await ctx.tx.updateTable('planChange').set({ codes }).where('id', '=', open.id).execute();
    }
    return { changed: [...changed] };
  },
});
