import type { Ctx } from '../../../db/context.ts';

/** Whether a no of the monitor's customer stands, by a way, since an instant (epoch ms). */
export const stands = async (
  ctx: Ctx,
  { customerId, method, since }: { readonly customerId: string; readonly method: string; readonly since: number },
): Promise<boolean> =>
  (await ctx.tx
    .selectFrom('choiceReceipt')
    .select('number')
    .where('customerId', '=', customerId)
    .where('method', '=', method)
    .where('recordedAt', '>=', since)
    .limit(1)
    .executeTakeFirst()) !== undefined;
