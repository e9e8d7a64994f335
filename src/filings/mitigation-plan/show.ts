import { z } from 'zod';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation, streaming } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { mitigationPlanRow } from './record.ts';
import { mayReadPlans, planLaw } from './roles.ts';
import { shownPlan, tellPlan } from './shown.ts';

const { version, state, effectiveOn, officerName } = mitigationPlanRow.shape;

export const listPlans = operation({
  http: 'GET /v1/mitigation-plans',
  says: 'Every version of the robocall mitigation plan, the newest first',
  law: planLaw,
  may: mayReadPlans,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(z.strictObject({ id, version, state, effectiveOn, officerName })) }),
  async run(ctx: Ctx) {
    const items = await ctx.tx
      .selectFrom('mitigationPlan')
      .select(['id', 'version', 'state', 'effectiveOn', 'officerName'])
      .orderBy('version', 'desc')
      .limit(500)
      .execute();
    return { items };
  },
});

export const showPlan = operation({
  http: 'GET /v1/mitigation-plans/{planId}',
  says: 'A version of the plan: each sentence with the controls behind it and what they found, its documents, and the clock of its update where the records have changed',
  law: planLaw,
  may: mayReadPlans,
  by: 'anyone',
  takes: z.strictObject({ planId: id }),
  gives: shownPlan,
  run: (ctx: Ctx, { planId }) => tellPlan(ctx, planId),
});

const bytesOf = async (ctx: Ctx, planId: string, name: string): Promise<Uint8Array> => {
  const row = await ctx.tx
    .selectFrom('mitigationPlanDocument')
    .select('bytes')
    .where('planId', '=', planId)
    .where('name', '=', name)
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found(row, 'document of this plan').bytes;
};

export const showPlanDocument = streaming({
  http: 'GET /v1/mitigation-plans/{planId}/documents/{name}',
  says: 'The exact bytes of a form of the plan, complete or public',
  law: planLaw,
  may: mayReadPlans,
  by: 'anyone',
  takes: z.strictObject({ planId: id, name: z.string().min(1) }),
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, { planId, name }) {
    yield await work.transaction((ctx) => bytesOf(ctx, planId, name));
  },
});
