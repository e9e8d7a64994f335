import { createHash } from 'node:crypto';
import type { Ctx } from '../../../db/context.ts';
import { later } from '../../../db/later.ts';
import { record } from '../../../ledger/record.ts';
import type { TracebackMail } from './record.ts';

type Incoming = Pick<TracebackMail, 'via' | 'receivedAt'> & { readonly raw: Buffer };
type Kept = { readonly id: string; readonly outcome: 'recorded' | 'known' };

/** Keeps a mail as it came and has its sender checked and it read in transactions of their own; the same mail again is the one already kept. */
export const keepMail = async (ctx: Ctx, { raw, via, receivedAt }: Incoming): Promise<Kept> => {
  const hash = createHash('sha256').update(raw).digest('hex');
  const unread = {
    state: 'kept',
    tracebackId: null,
    decidedBy: null,
    why: null,
    sender: null,
    senderDomain: null,
  } as const;
  const times = { receivedAt: Math.min(receivedAt, ctx.at), recordedAt: ctx.at };
  const added = await ctx.tx
    .insertInto('tracebackMail')
    .values({ id: ctx.id(), hash, via, raw, ...times, ...unread })
    .onConflict((conflict) => conflict.columns(['carrierId', 'hash']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) {
    const { id } = await ctx.tx
      .selectFrom('tracebackMail')
      .select('id')
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow();
    return { id, outcome: 'known' };
  }
  await record(ctx, {
    kind: 'traceback-mail.kept',
    subject: `traceback-mail:${added.id}`,
    happenedAt: times.receivedAt,
    facts: { via, hash },
  });
  await later(ctx, { does: 'tracebackMails.check', input: { mailId: added.id }, from: ctx.at, key: added.id });
  return { id: added.id, outcome: 'recorded' };
};
