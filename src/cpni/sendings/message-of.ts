import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';

/** Whose message bears one of these tokens, and the delivery it became; null where none does. */
export const messageOf = async (
  ctx: Ctx,
  tokens: readonly string[],
): Promise<{ readonly customerId: string; readonly deliveryId: string | null } | null> => {
  if (tokens.length === 0) return null;
  const row = await ctx.tx
    .selectFrom('message')
    .select(['customerId', 'deliveryId'])
    .where('token', 'in', [...tokens])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
};

/** Turns the message behind a delivery that came back into a letter. False where the delivery was no message of ours. */
export const letterInstead = async (ctx: Ctx, deliveryId: string): Promise<boolean> => {
  const row = await ctx.tx
    .updateTable('message')
    .set({ state: 'letter', why: 'the e-mail came back', deliveryId: null, changedAt: ctx.at })
    .where('deliveryId', '=', deliveryId)
    .where('state', '=', 'accepted')
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return false;
  const facts = { messages: [row.id], why: 'the e-mail came back', delivery: deliveryId };
  await record(ctx, { kind: 'messages.to-letter', subject: 'sendings', happenedAt: ctx.at, facts });
  return true;
};
