import { z } from 'zod';
import { telephoneNumber } from '../../carriers/telephone/record.ts';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { MINUTE } from '../../kernel/time.ts';
import { hashOfToken, token } from '../../kernel/token.ts';
import { endProofs, proveCustomer } from '../authentication/prove.ts';
import { languageOfCustomer } from '../customers/find.ts';
import { language } from '../customers/record.ts';
import { callOver, endNow } from './end.ts';
import { settleCall } from './place.ts';
import type { DeskCall, DeskSession } from './record.ts';
import { goesOn, heldSession, proofEnds } from './store.ts';

const law = ['47 CFR 64.2010(b)'];
const mostWrongKeys = 3;

/** From the moment it was asked for to the key pressed; a call that rings longer proves nothing. */
const answeredWithin = 5 * MINUTE;

const callOf = async (ctx: Ctx, given: string): Promise<DeskCall> =>
  found(
    await ctx.tx.selectFrom('deskCall').selectAll().where('tokenHash', '=', hashOfToken(given)).executeTakeFirst(),
    'call',
  );

/** A call of a session that is held: whatever changes a call holds its session first. */
const heldCall = async (ctx: Ctx, given: string) => {
  const session = await heldSession(ctx, (await callOf(ctx, given)).sessionId);
  return { session, call: await callOf(ctx, given) };
};

const rings: ReadonlySet<DeskCall['state']> = new Set(['placing', 'ringing']);

/** The customer answered at his number of record: what was open by what was said before in the other call closes, this call goes on. */
const proved = async (ctx: Ctx, call: DeskCall, session: DeskSession, callId: string): Promise<void> => {
  await callOver(ctx, session);
  await endProofs(ctx, session.id);
  await ctx.tx
    .updateTable('deskSession')
    .set({ channel: 'phone-outbound', callId })
    .where('id', '=', session.id)
    .execute();
  await ctx.tx.updateTable('deskCall').set({ reference: callId }).where('id', '=', call.id).execute();
  await settleCall(ctx, call.id, 'proved');
  await proveCustomer(ctx, {
    customerId: session.customerId,
    method: 'callback-number-of-record',
    channel: 'phone-outbound',
    sessionId: session.id,
    byWhat: `desk-call:${call.id}`,
    untilAt: proofEnds(ctx, session),
  });
};

const wrongKey = async (ctx: Ctx, { id, wrongKeys }: DeskCall): Promise<'ask' | 'over'> => {
  await ctx.tx
    .updateTable('deskCall')
    .set({ wrongKeys: wrongKeys + 1 })
    .where('id', '=', id)
    .execute();
  if (wrongKeys + 1 < mostWrongKeys) return 'ask';
  await settleCall(ctx, id, 'unanswered');
  return 'over';
};

type Heard = {
  readonly callId: string;
  readonly answeredBy: 'human' | 'machine' | 'unknown';
  readonly digits: string;
};

const stageAfter = async (
  ctx: Ctx,
  call: DeskCall,
  session: DeskSession,
  heard: Heard,
): Promise<'ask' | 'connect' | 'over'> => {
  if (call.state === 'proved') return call.reference === heard.callId ? 'connect' : 'over';
  if (!rings.has(call.state)) return 'over';
  if (heard.answeredBy === 'machine') {
    await settleCall(ctx, call.id, 'mailbox');
    return 'over';
  }
  if (!goesOn(session, ctx.at) || ctx.at >= call.madeAt + answeredWithin) {
    await settleCall(ctx, call.id, 'unanswered');
    return 'over';
  }
  if (heard.digits === '') return 'ask';
  if (heard.digits !== call.expects) return wrongKey(ctx, call);
  await proved(ctx, call, session, heard.callId);
  return 'connect';
};

export const stepDeskCall = operation({
  http: 'POST /v1/desk-calls:step',
  says: 'Take what the telephone service heard on a call to a number of record and say what comes next: ask for the key, connect to the staff, or hang up. A mailbox proves nobody',
  law,
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({
    token,
    callId: z.string().min(1).max(100),
    answeredBy: z.enum(['human', 'machine', 'unknown']),
    digits: z.string().max(20),
  }),
  gives: z.strictObject({
    stage: z.enum(['ask', 'connect', 'over']),
    language,
    carrier: z.string(),
    /** The key that a person is asked to press; only where he is asked. */
    key: z.string().nullable(),
    staffNumber: telephoneNumber.nullable(),
  }),
  async run(ctx: Ctx, { token: given, ...heard }) {
    const { session, call } = await heldCall(ctx, given);
    const stage = await stageAfter(ctx, call, session, heard);
    const language = await languageOfCustomer(ctx, session.customerId);
    const staffNumber = stage === 'connect' ? ((await telephoneOf(ctx))?.staffNumber ?? null) : null;
    const key = stage === 'ask' ? call.expects : null;
    return { stage, language, carrier: ctx.carrier.name, key, staffNumber };
  },
});

export const deskCallOver = operation({
  http: 'POST /v1/desk-calls:over',
  says: 'Take the report that a call to a number of record is over: hang-up closes what was open in it',
  law,
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({ token }),
  gives: z.strictObject({ closed: z.boolean() }),
  async run(ctx: Ctx, { token: given }) {
    const { session, call } = await heldCall(ctx, given);
    if (call.state !== 'proved') {
      if (rings.has(call.state)) await settleCall(ctx, call.id, 'unanswered');
      return { closed: false };
    }
    if (session.endedAt !== null || session.callId !== call.reference) return { closed: false };
    await endNow(ctx, session, { how: 'hang-up', reason: null });
    return { closed: true };
  },
});
