import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import type { MitigationPlan } from './record.ts';

const plans = (ctx: Ctx) => ctx.tx.selectFrom('mitigationPlan').selectAll();

/** The plan that holds; undefined before the first was signed. */
export const signedPlan = (ctx: Ctx): Promise<MitigationPlan | undefined> =>
  plans(ctx).where('state', '=', 'signed').executeTakeFirst();

/** The plan that waits for its officer. */
export const preparedPlan = (ctx: Ctx): Promise<MitigationPlan | undefined> =>
  plans(ctx).where('state', '=', 'prepared').forUpdate().executeTakeFirst();

/** A plan by its id, locked until the transaction ends. */
export const heldPlan = async (ctx: Ctx, planId: string): Promise<MitigationPlan> =>
  found(await plans(ctx).where('id', '=', planId).forUpdate().executeTakeFirst(), 'mitigation plan');

/** The documents that a plan was last rendered to, without their bytes. */
export const documentsOf = async (ctx: Ctx, { id, round }: Pick<MitigationPlan, 'id' | 'round'>) =>
  ctx.tx
    .selectFrom('mitigationPlanDocument')
    .select(['edition', 'name', 'sha256'])
    .where('planId', '=', id)
    .where('round', '=', round)
    .orderBy('name')
    .execute();

/** The open change of a plan: what the records no longer say as it does. */
export const openChange = (ctx: Ctx, planId: string) =>
  ctx.tx
    .selectFrom('planChange')
    .selectAll()
    .where('planId', '=', planId)
    .where('settledAt', 'is', null)
    .executeTakeFirst();
