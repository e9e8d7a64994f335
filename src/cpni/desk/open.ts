import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { findCustomer } from '../customers/find.ts';
import type { DeskSession } from './record.ts';
import { session, shownSession } from './shown.ts';
import { atTheDesk, mustNotRest, sessionLasts } from './store.ts';

const channels = { call: 'phone-inbound', chat: 'online', visit: 'store' } as const;

type Opening = {
  readonly customerId: string;
  readonly channel: DeskSession['channel'];
  readonly callId: string | null;
};

/** Opens a session with nothing open in it; null where the call has one. It ends by itself. */
export const openFor = async (ctx: Ctx, { customerId, channel, callId }: Opening): Promise<DeskSession | null> => {
  const { actor } = ctx;
  const opened = await ctx.tx
    .insertInto('deskSession')
    .values({
      id: ctx.id(),
      customerId,
      channel,
      callId,
      openedAt: ctx.at,
      openedBy: actor.id,
      opener: actor.name,
      untilAt: ctx.at + sessionLasts,
      endedAt: null,
      endedHow: null,
      endedReason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (opened === undefined) return null;
  await record(ctx, {
    kind: 'desk.opened',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { session: opened.id, channel, callId },
  });
  const input = { sessionId: opened.id, how: 'time' };
  await later(ctx, { does: 'desk.end', input, from: opened.untilAt, key: opened.id });
  return opened;
};

/** The telephone's own id of a call. */
export const telephonesCallId = z.string().min(1).max(200);

export const openSession = operation({
  http: 'POST /v1/desk-sessions',
  says: 'Open the desk for a customer who called, chats or came to the store; nothing of his is open in it yet',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2010(b)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z
    .strictObject({
      customerId: id,
      as: z.enum(['call', 'chat', 'visit']),
      callId: telephonesCallId.nullable().default(null),
    })
    .refine((given) => (given.as === 'call') === (given.callId !== null), {
      path: ['callId'],
      message: 'a call has the id that the telephone gave it; give null otherwise',
    })
    .meta({ examples: [{ customerId: '01a1f0c2-7b00-7000-8000-000000000001', as: 'call', callId: 'CA-1' }] }),
  gives: session,
  async run(ctx: Ctx, { customerId, as, callId }) {
    await workWithCpni(ctx);
    await mustNotRest(ctx);
    await findCustomer(ctx, customerId);
    const opened =
      (await openFor(ctx, { customerId, channel: channels[as], callId })) ??
      refuse('already-exists', 'This call has an open session.', 'End that one first: a call has one customer.');
    return shownSession(ctx, opened);
  },
});
