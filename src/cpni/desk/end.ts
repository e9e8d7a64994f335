import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { receiptNumber } from '../../ledger/receipt-number.ts';
import { record } from '../../ledger/record.ts';
import { endCall } from '../approvals/once.ts';
import { endProofs } from '../authentication/prove.ts';
import { type DeskSession, servedReason } from './record.ts';
import { session, shownSession } from './shown.ts';
import { atTheDesk, heldSession } from './store.ts';

type Ending = { readonly how: NonNullable<DeskSession['endedHow']>; readonly reason: DeskSession['endedReason'] };

/** `receipt`: the number of the entry that ended it, null where it had ended before. */
type Ended = { readonly session: DeskSession; readonly receipt: string | null };

/** The call is over for whatever was said for it alone, 64.2008(f). */
export const callOver = async (ctx: Ctx, { customerId, callId }: DeskSession): Promise<void> => {
  if (callId !== null) await endCall(ctx, { customerId, callId });
};

/** Ends a session and all that was open in it; one that has ended stays as it is. */
export const endNow = async (ctx: Ctx, open: DeskSession, { how, reason }: Ending): Promise<Ended> => {
  if (open.endedAt !== null) return { session: open, receipt: null };
  // whoever comes late ends what time has ended
  const byTime = ctx.at >= open.untilAt;
  await callOver(ctx, open);
  const proofs = await endProofs(ctx, open.id);
  const ended = await ctx.tx
    .updateTable('deskSession')
    .set({ endedAt: byTime ? open.untilAt : ctx.at, endedHow: byTime ? 'time' : how, endedReason: reason })
    .where('id', '=', open.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { leaf } = await record(ctx, {
    kind: 'desk.ended',
    subject: `customer:${ended.customerId}`,
    happenedAt: ended.endedAt ?? ctx.at,
    facts: { session: ended.id, how: ended.endedHow, reason, proofs },
  });
  return { session: ended, receipt: receiptNumber(leaf) };
};

export const endSession = operation({
  http: 'POST /v1/desk-sessions/{sessionId}:end',
  says: 'End a session at hang-up or when the customer is served, then with the reason: everything that was open in it closes, and the receipt of that is given',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2008(f)(1)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z
    .strictObject({
      sessionId: id,
      how: z.enum(['hang-up', 'finished', 'time']),
      reason: servedReason.nullable().default(null),
    })
    .refine(({ how, reason }) => (how === 'finished') === (reason !== null), {
      path: ['reason'],
      message: 'who is served is served with something: give a reason with finished, null otherwise',
    })
    .meta({ examples: [{ sessionId: '01a1f0c2-7b00-7000-8000-000000000001', how: 'finished', reason: 'told' }] }),
  gives: session.extend({
    /** The number of the entry that ended it; null where it had ended before. */
    receipt: z.string().nullable(),
  }),
  async run(ctx: Ctx, { sessionId, how, reason }) {
    const open = await heldSession(ctx, sessionId);
    if (how === 'time' && ctx.at < open.untilAt && open.endedAt === null)
      refuse('wrong-state', "'how': its time is not over.", 'Say hang-up or finished.');
    const { session: ended, receipt } = await endNow(ctx, open, { how, reason });
    return { ...shownSession(ctx, ended), receipt };
  },
});
