import type { Ctx } from '../../db/context.ts';
import { refuseUse } from '../approvals/choose.ts';

/** A no and all that is known of it. `versionId` is null where he named himself, not a notice. Instants in epoch ms. */
export type No = {
  readonly customerId: string;
  readonly versionId: string | null;
  readonly language: 'en' | 'es';
  readonly method: string;
  readonly at: number;
};

/** A second press within this time (ms) is the same no. */
const samePress = 30_000;

const pressedBefore = (ctx: Ctx, { customerId, method, at }: No) =>
  ctx.tx
    .selectFrom('choiceReceipt')
    .select(['number', 'at', 'choice', 'method'])
    .where('customerId', '=', customerId)
    .where('at', '>', at - samePress)
    .where('at', '<', at + samePress)
    .orderBy('at', 'desc')
    .orderBy('recordedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
    .then((last) => (last?.choice === 'no' && last.method === method ? last : undefined));

/**
 * Records a customer's no to everything that needs his approval, effective for the next decision. The same no pressed twice in
 * half a minute is one, with one receipt.
 */
export const sayNo = async (ctx: Ctx, no: No): Promise<{ readonly number: string; readonly at: number }> => {
  const { customerId, versionId, language, method, at } = no;
  // waits for another press of the same customer, as appending does
  await ctx.tx.selectFrom('customer').select('id').where('id', '=', customerId).forNoKeyUpdate().execute();
  const before = await pressedBefore(ctx, no);
  if (before !== undefined) return { number: before.number, at: before.at };
  const { number } = await refuseUse.run(ctx, {
    customerId,
    method,
    covers: null,
    at: new Date(at).toISOString(),
    ...(versionId === null ? {} : { answers: { versionId, language } }),
  });
  return { number, at };
};
