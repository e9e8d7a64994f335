import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { endCall } from '../approvals/once.ts';
import { endProofs } from '../authentication/prove.ts';
import type { DeskSession } from './record.ts';
import { session, shownSession } from './shown.ts';
import { atTheDesk, heldSession } from './store.ts';

type How = NonNullable<DeskSession['endedHow']>;

/** The call is over for whatever was said for it alone, 64.2008(f). */
export const callOver = async (ctx: Ctx, { customerId, callId }: DeskSession): Promise<void> => {
  if (callId !== null) await endCall(ctx, { customerId, callId });
};

/** Ends a session and all that was open in it; one that has ended stays as it is. */
export const endNow = async (ctx: Ctx, open: DeskSession, how: How): Promise<DeskSession> => {
  if (open.endedAt !== null) return open;
  // whoever comes late ends what time has ended
  const byTime = ctx.at >= open.untilAt;
  await callOver(ctx, open);
  const proofs = await endProofs(ctx, open.id);
  const ended = await ctx.tx
    .updateTable('deskSession')
    .set({ endedAt: byTime ? open.untilAt : ctx.at, endedHow: byTime ? 'time' : how })
    .where('id', '=', open.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(ctx, {
    kind: 'desk.ended',
    subject: `customer:${ended.customerId}`,
    happenedAt: ended.endedAt ?? ctx.at,
    facts: { session: ended.id, how: ended.endedHow, proofs },
  });
  return ended;
};

export const endSession = operation({
  http: 'POST /v1/desk-sessions/{sessionId}:end',
  says: 'End a session at hang-up or when the customer is served: everything that was open in it closes',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2008(f)(1)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id, how: z.enum(['hang-up', 'finished', 'time']) }),
  gives: session,
  async run(ctx: Ctx, { sessionId, how }) {
    const open = await heldSession(ctx, sessionId);
    if (how === 'time' && ctx.at < open.untilAt && open.endedAt === null)
      refuse('wrong-state', "'how': its time is not over.", 'Say hang-up or finished.');
    return shownSession(ctx, await endNow(ctx, open, how));
  },
});
