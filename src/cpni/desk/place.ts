import { z } from 'zod';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { hashOfToken, newToken } from '../../kernel/token.ts';
import { record } from '../../ledger/record.ts';
import type { Outside } from '../../outside/outside.ts';
import { placeCall, type Taken, type TelephoneService } from '../../outside/telephone-service.ts';
import type { DeskCall, DeskSession } from './record.ts';
import { goesOn, heldSession } from './store.ts';

type Task = {
  readonly deskCallId: string;
  readonly service: TelephoneService;
  readonly to: string;
  readonly path: string;
};

/** The session of a call, held: whatever changes a call holds its session first. */
const sessionOf = async (ctx: Ctx, deskCallId: string): Promise<DeskSession> => {
  const { sessionId } = await ctx.tx
    .selectFrom('deskCall')
    .select('sessionId')
    .where('id', '=', deskCallId)
    .executeTakeFirstOrThrow();
  return heldSession(ctx, sessionId);
};

/** Settles a call that came to nothing. */
export const settleCall = async (ctx: Ctx, deskCallId: string, state: DeskCall['state']): Promise<void> => {
  const { customerId, sessionId } = await ctx.tx
    .selectFrom('deskCall')
    .innerJoin('deskSession', 'deskSession.id', 'deskCall.sessionId')
    .select(['customerId', 'sessionId'])
    .where('deskCall.id', '=', deskCallId)
    .executeTakeFirstOrThrow();
  await ctx.tx.updateTable('deskCall').set({ state, settledAt: ctx.at }).where('id', '=', deskCallId).execute();
  await record(ctx, {
    kind: `desk.call-${state}`,
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { session: sessionId, call: deskCallId },
  });
};

/** The number of a service that is still served, or null. */
export const numberStill = async (ctx: Ctx, serviceId: string): Promise<string | null> => {
  const row = await ctx.tx
    .selectFrom('customerService')
    .select('number')
    .where('id', '=', serviceId)
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  return row?.number ?? null;
};

/** Places a call to a number of record. A try that may have rung is not repeated: the agent sees it and may ask again. */
export const placeCallBack = outward({
  says: 'Call the telephone number of record for a customer at the desk',
  law: ['47 CFR 64.2010(b)'],
  takes: z.strictObject({ deskCallId: id }),
  async prepare(ctx: Ctx, { deskCallId }): Promise<Task | null> {
    const session = await sessionOf(ctx, deskCallId);
    const call = await ctx.tx
      .selectFrom('deskCall')
      .select(['state', 'serviceId'])
      .where('id', '=', deskCallId)
      .executeTakeFirstOrThrow();
    if (call.state === 'placing') await settleCall(ctx, deskCallId, 'unknown');
    if (call.state !== 'wanted') return null;
    const service = await telephoneOf(ctx);
    const to = await numberStill(ctx, call.serviceId);
    if (service === null || to === null || !goesOn(session, ctx.at)) {
      await settleCall(ctx, deskCallId, 'failed');
      return null;
    }
    const token = newToken();
    const placing = { tokenHash: hashOfToken(token), state: 'placing' } as const;
    await ctx.tx.updateTable('deskCall').set(placing).where('id', '=', deskCallId).execute();
    return { deskCallId, service, to, path: `/desk-calls/${ctx.carrier.id}/${token}/${service.dialect}` };
  },
  async reach(outside: Outside, { service, to, path }): Promise<Taken> {
    // without an address that the service can ask, nobody would hear what key to press
    if (outside.publicUrl === null) return { outcome: 'refused', reference: null };
    const answerUrl = `${outside.publicUrl}${path}`;
    return placeCall(outside.visit, service, { to, answerUrl, report: `${answerUrl}/over`, mailbox: 'hears nothing' });
  },
  async run(ctx: Ctx, { deskCallId }, { outcome, reference }) {
    await sessionOf(ctx, deskCallId);
    const { state } = await ctx.tx
      .selectFrom('deskCall')
      .select('state')
      .where('id', '=', deskCallId)
      .executeTakeFirstOrThrow();
    // it may have been answered before the service's own answer came back
    if (state !== 'placing') return;
    if (outcome !== 'accepted') return settleCall(ctx, deskCallId, outcome === 'unknown' ? 'unknown' : 'failed');
    await ctx.tx.updateTable('deskCall').set({ state: 'ringing', reference }).where('id', '=', deskCallId).execute();
  },
});
