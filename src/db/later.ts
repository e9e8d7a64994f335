import { asJson, type Ctx } from './context.ts';

/** Puts work for later in the same transaction: it happens only if this commits. `runAt` in epoch ms. */
export const later = async (ctx: Ctx, kind: string, payload: Record<string, unknown>, runAt: number): Promise<void> => {
  await ctx.tx
    .insertInto('job')
    .values({ id: ctx.id(), carrierId: ctx.carrier.id, kind, payload: asJson(payload), runAt, attempts: 0 })
    .execute();
};
