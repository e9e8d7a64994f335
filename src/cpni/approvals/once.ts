import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { appendEvents } from './append.ts';
import { callEndedEvent, oneTimeEvent } from './events.ts';
import type { Covers } from './record.ts';

type OfCall = { readonly customerId: string; readonly callId: string };

/** A spoken yes for one call, 64.2008(f); gives the event. Whoever asks knows that the call goes on and whose it is. */
export const approveForCall = async (ctx: Ctx, { customerId, callId }: OfCall, covers: Covers): Promise<string> => {
  const event = oneTimeEvent({ id: ctx.id(), customerId, at: ctx.at, callId, covers });
  await appendEvents(ctx, [event]);
  await record(ctx, {
    kind: 'approval.one-time',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { eventId: event.id, callId },
  });
  return event.id;
};

/** The call ended, and with it any yes that was said for it alone. */
export const endCall = async (ctx: Ctx, { customerId, callId }: OfCall): Promise<void> => {
  const event = callEndedEvent({ id: ctx.id(), customerId, at: ctx.at }, callId);
  await appendEvents(ctx, [event]);
  await record(ctx, {
    kind: 'call.ended',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { eventId: event.id, callId },
  });
};
