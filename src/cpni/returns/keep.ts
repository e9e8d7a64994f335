import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { via } from './record.ts';

export type Incoming = {
  readonly raw: Buffer;
  /** What makes it the same when it comes again: the message itself, or the provider's id. */
  readonly identity: string | Buffer;
  readonly via: z.output<typeof via>;
  /** Epoch ms at which our mail server had it. */
  readonly receivedAt: number;
  /** Envelope recipients, where known. */
  readonly recipients: readonly string[];
};

/** Keeps a message as it came, unread; the same message again is the one already kept. */
export const keep = async (
  ctx: Ctx,
  { raw, identity, via, receivedAt, recipients }: Incoming,
): Promise<{ readonly id: string; readonly outcome: 'recorded' | 'known' }> => {
  const hash = createHash('sha256').update(identity).digest('hex');
  const unread = { reading: null, status: null, matched: null, customerId: null, deliveryId: null, readAt: null };
  const times = { receivedAt: Math.min(receivedAt, ctx.at), recordedAt: ctx.at };
  const added = await ctx.tx
    .insertInto('returnedMail')
    .values({ id: ctx.id(), hash, via, raw, recipients: [...recipients], ...times, ...unread })
    .onConflict((conflict) => conflict.columns(['carrierId', 'hash']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added !== undefined) return { id: added.id, outcome: 'recorded' };
  const { id } = await ctx.tx
    .selectFrom('returnedMail')
    .select('id')
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow();
  return { id, outcome: 'known' };
};
