import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { mayWritePlans } from './roles.ts';
import { shownPlan, tellPlan } from './shown.ts';
import { heldPlan, openChange } from './store.ts';
import { changedSentences } from './watch.ts';

export const settleChange = operation({
  http: 'POST /v1/mitigation-plans/{planId}:settle',
  says: 'Say why a change needs no update: only where the records say again what the filed plan says',
  law: ['47 CFR 64.6305(d)(5)'],
  may: mayWritePlans,
  by: 'person',
  takes: z.strictObject({ planId: id, because: z.string().trim().min(1).max(1000) }),
  gives: shownPlan,
  async run(ctx: Ctx, { planId, because }) {
    const plan = await heldPlan(ctx, planId);
    const change = found(await openChange(ctx, planId), 'change of this plan');
    const changed = plan.state === 'signed' ? await changedSentences(ctx, plan) : change.codes;
    if (changed.length > 0)
      refuse(
        'wrong-state',
        `It still differs from the plan in: ${changed.join(', ')}.`,
        'File the next version, or set back what was changed.',
      );
    await ctx.tx
      .updateTable('planChange')
      .set({ settledAt: ctx.at, settledBy: ctx.actor.name, settledWhy: because })
      .where('id', '=', change.id)
      .execute();
    await ctx.tx.updateTable('mitigationPlan').set({ sameAt: ctx.at }).where('id', '=', planId).execute();
    await record(ctx, {
      kind: 'mitigation-plan.change-settled',
      subject: `mitigation-plan:${planId}`,
      happenedAt: ctx.at,
      facts: { change: change.id, because },
    });
    return tellPlan(ctx, planId);
  },
});
