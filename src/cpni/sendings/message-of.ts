import { sql } from 'kysely';
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

const why = 'the e-mail came back';

/**
 * Turns the message behind a delivery that came back into a letter, unless the same notice is on its way to the customer anew. False
 * where the delivery was no message of ours.
 */
export const letterInstead = async (ctx: Ctx, deliveryId: string): Promise<boolean> => {
  const row = await ctx.tx
    .updateTable('message as m')
    .set((eb) => ({
      state: eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom('message as other')
              .select('other.id')
              .whereRef('other.customerId', '=', 'm.customerId')
              .whereRef('other.groupId', '=', 'm.groupId')
              .where('other.state', 'in', ['queued', 'trying', 'letter']),
          ),
        )
        .then(sql<'dropped'>`'dropped'`)
        .else(sql<'letter'>`'letter'`)
        .end(),
      why,
      deliveryId: null,
      changedAt: ctx.at,
    }))
    .where('m.deliveryId', '=', deliveryId)
    .where('m.state', '=', 'accepted')
    .returning(['m.id', 'm.state'])
    .executeTakeFirst();
  if (row === undefined) return false;
  if (row.state === 'dropped') return true;
  const facts = { messages: [row.id], why, delivery: deliveryId };
  await record(ctx, { kind: 'messages.to-letter', subject: 'sendings', happenedAt: ctx.at, facts });
  return true;
};
