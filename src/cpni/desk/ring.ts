import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { e164 } from '../customers/normalise.ts';
import { holdersOf, recordFound } from './find.ts';
import { openFor, telephonesCallId } from './open.ts';
import { atTheDesk, mustNotRest } from './store.ts';

/** The page that the telephone system shows the agent: a customer's session, or the search with the call filled in. */
const pageOf = (sessionId: string | null, callId: string): string =>
  sessionId === null ? `/console/desk/call/${encodeURIComponent(callId)}` : `/console/desk/${sessionId}`;

const sessionOfCall = async (ctx: Ctx, callId: string): Promise<string | null> =>
  (
    await ctx.tx
      .selectFrom('deskSession')
      .select('id')
      .where('callId', '=', callId)
      .where('endedAt', 'is', null)
      .executeTakeFirst()
  )?.id ?? null;

/** The customer whose number calls, where it is one customer's and he is served. */
const onlyHolder = async (ctx: Ctx, from: string): Promise<string | null> => {
  const number = e164(from);
  const holders = number === null ? [] : await holdersOf(ctx, number);
  const [holder, ...others] = holders;
  return holder === undefined || others.length > 0 ? null : holder;
};

export const ringAtDesk = operation({
  http: 'POST /v1/desk-calls:ring',
  says: "Take from the telephone system that a call reaches the staff, and give the page to show: where the number is one customer's, the desk opens for him, and nothing of his with it. Caller ID is not identification",
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2010(b)'],
  may: atTheDesk,
  by: 'machine',
  takes: z
    .strictObject({
      callId: telephonesCallId,
      /** The number that calls, as the exchange has it; empty where it is withheld. */
      from: z.string().max(64),
    })
    .meta({ examples: [{ callId: 'CA-1', from: '+15155550111' }] }),
  gives: z.strictObject({ sessionId: id.nullable(), path: z.string() }),
  async run(ctx: Ctx, { callId, from }) {
    await mustNotRest(ctx);
    // told twice, it is one call
    const known = await sessionOfCall(ctx, callId);
    if (known !== null) return { sessionId: known, path: pageOf(known, callId) };
    const customerId = await onlyHolder(ctx, from);
    if (customerId === null) return { sessionId: null, path: pageOf(null, callId) };
    await recordFound(ctx, [customerId], 'number');
    const opened = await openFor(ctx, { customerId, channel: 'phone-inbound', callId });
    const sessionId = opened?.id ?? (await sessionOfCall(ctx, callId));
    return { sessionId, path: pageOf(sessionId, callId) };
  },
});
