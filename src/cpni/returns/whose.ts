import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { emailKey } from '../customers/normalise.ts';
import { messageOf } from '../sendings/message-of.ts';
import type { matched } from './record.ts';
import type { References } from './references.ts';

/** Whose answer it is, and to which delivery. */
export type Whose = {
  readonly matched: z.output<typeof matched>;
  readonly customerId: string | null;
  readonly deliveryId: string | null;
};

const nobody: Whose = { matched: 'nobody', customerId: null, deliveryId: null };

const byMessageId = async (ctx: Ctx, messageIds: readonly string[]): Promise<Whose | null> => {
  if (messageIds.length === 0) return null;
  const row = await ctx.tx
    .selectFrom('delivery')
    .select(['id', 'customerId'])
    .where('reference', 'in', [...messageIds])
    .orderBy('sentAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { matched: 'message-id', customerId: row.customerId, deliveryId: row.id };
};

/** An address tells a customer only where no other customer has it. */
const byAddress = async (ctx: Ctx, from: string): Promise<Whose | null> => {
  const key = emailKey(from);
  if (key === null) return null;
  const rows = await ctx.tx
    .selectFrom('customerContact')
    .select('customerId')
    .distinct()
    .where('kind', '=', 'email')
    .where('key', '=', key)
    .where('untilAt', 'is', null)
    .limit(2)
    .execute();
  const [only, another] = rows;
  if (only === undefined || another !== undefined) return null;
  return { matched: 'address', customerId: only.customerId, deliveryId: null };
};

const byToken = async (ctx: Ctx, tokens: readonly string[]): Promise<Whose | null> => {
  const found = await messageOf(ctx, tokens);
  return found === null ? null : { matched: 'token', ...found };
};

/** Finds whose answer it is: by the address it came to, by the message answered, else by the writer's address. */
export const whose = async (ctx: Ctx, { tokens, messageIds, from }: References): Promise<Whose> =>
  (await byToken(ctx, tokens)) ?? (await byMessageId(ctx, messageIds)) ?? (await byAddress(ctx, from)) ?? nobody;

/** Whether a message is one of ours that came round to us. */
export const isOurs = async (ctx: Ctx, messageId: string | null): Promise<boolean> =>
  messageId !== null &&
  (await ctx.tx.selectFrom('delivery').select('id').where('reference', '=', messageId).executeTakeFirst()) !==
    undefined;
