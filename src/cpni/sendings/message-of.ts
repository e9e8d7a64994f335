import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { cameBackWhy, recordDropped, steadyRun } from './runs.ts';

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

const why = cameBackWhy;

/** What a message that came back is now: dropped where its sending was stopped, or where the same notice is on its way to the customer anew. */
const turned = (ctx: Ctx, deliveryId: string, run: 'stopped' | 'goes on') =>
  ctx.tx
    .updateTable('message as m')
    .set((eb) => ({
      state: eb
        .case()
        .when(
          eb.or([
            eb.val(run === 'stopped'),
            eb.exists(
              eb
                .selectFrom('message as other')
                .select('other.id')
                .whereRef('other.customerId', '=', 'm.customerId')
                .whereRef('other.groupId', '=', 'm.groupId')
                .where('other.state', 'in', ['queued', 'trying', 'letter']),
            ),
          ]),
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

/**
 * Turns the message behind a delivery that came back into a letter, unless the same notice is on its way to the customer anew. False
 * where no letter comes of it: the delivery was no message of ours, or its sending was stopped.
 */
export const letterInstead = async (ctx: Ctx, deliveryId: string): Promise<boolean> => {
  const message = await ctx.tx
    .selectFrom('message')
    .select('runId')
    .where('deliveryId', '=', deliveryId)
    .executeTakeFirst();
  if (message === undefined) return false;
  const { state } = await steadyRun(ctx, message.runId);
  const row = await turned(ctx, deliveryId, state === 'stopped' ? 'stopped' : 'goes on');
  if (row === undefined) return false;
  if (row.state === 'dropped') {
    await recordDropped(ctx, [row.id], why);
    return state !== 'stopped';
  }
  const facts = { messages: [row.id], why, delivery: deliveryId };
  await record(ctx, { kind: 'messages.to-letter', subject: 'sendings', happenedAt: ctx.at, facts });
  return true;
};
