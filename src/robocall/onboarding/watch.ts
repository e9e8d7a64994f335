import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { operation } from '../../kernel/operation.ts';
import { DAY } from '../../kernel/time.ts';
import { decisionsAt } from '../accounts/approval.ts';
import { lapseSteps } from '../accounts/standing.ts';

const steps = [0, lapseSteps.lowered, lapseSteps.refused] as const;

export const watchLapses = operation({
  http: 'POST /v1/onboarding:watch',
  says: 'Look for customers whose approval has ended and tell them each step: now, when limits are lowered after 7 days, and when calls stop after 14; runs by itself',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ lapsed: z.int(), wanted: z.int() }),
  async run(ctx: Ctx) {
    const accounts = await ctx.tx
      .selectFrom('voiceAccount')
      .select('caseId')
      .distinct()
      .where('endedAt', 'is', null)
      .execute();
    const decisions = await decisionsAt(
      ctx,
      accounts.map(({ caseId }) => caseId),
      ctx.at,
    );
    let [lapsed, wanted] = [0, 0];
    for (const { id: decisionId, caseId, validUntil } of decisions.values()) {
      if (validUntil === null || validUntil > ctx.at) continue;
      lapsed += 1;
      for (const step of steps.filter((days) => validUntil + days * DAY <= ctx.at)) {
        const row = { id: ctx.id(), caseId, decisionId, step, wantedAt: ctx.at };
        const added = await ctx.tx
          .insertInto('onboardingNotice')
          .values({ ...row, state: 'wanted', reference: null, endedAt: null })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        if (added === undefined) continue;
        wanted += 1;
        await later(ctx, { does: 'onboarding.tell', input: { noticeId: row.id }, from: ctx.at, key: row.id });
      }
    }
    return { lapsed, wanted };
  },
});
