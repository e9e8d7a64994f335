import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { authentications } from '../../law/facts.ts';
import { record } from '../../ledger/record.ts';
import { callsBetween, mostCalls } from '../call-detail/read.ts';
import { type CallDetail, callDetailRow } from '../call-detail/record.ts';
import { dayNumber, local, startOfDate } from '../customers/dates.ts';
import type { DeskSession } from './record.ts';
import { decided, itemsOf, opennessOf, toldTo } from './release.ts';
import { atTheDesk, mostDays, sessionOn } from './store.ts';

/** A call as the customer may be told of it. */
export const toldCall = z.strictObject({
  callDetailId: id,
  ...callDetailRow.pick({ direction: true, otherNumber: true }).shape,
  start: when,
  seconds: z.int(),
});

/** A stored call as it is told. */
export const shownCall = (ctx: Ctx, row: CallDetail): z.output<typeof toldCall> => ({
  callDetailId: row.id,
  direction: row.direction,
  otherNumber: row.otherNumber,
  start: local(ctx.carrier.zone, row.startAt),
  seconds: Math.round(row.talkMs / 1000),
});

/** The calls that were recited in a session. */
const recitedIn = (ctx: Ctx, { id: sessionId }: DeskSession): Promise<CallDetail[]> =>
  ctx.tx
    .selectFrom('callDetail')
    .innerJoin('recitedCall', 'recitedCall.callDetailId', 'callDetail.id')
    .selectAll('callDetail')
    .where('recitedCall.sessionId', '=', sessionId)
    .orderBy('startAt', 'desc')
    .execute();

export const showCalls = operation({
  // a GET: an answer to a POST may be kept under its Idempotency-Key
  http: 'GET /v1/desk-sessions/{sessionId}/calls',
  says: 'The calls of a period in which the customer asks for them: all where a proof in force opens call detail, else those that he recited, else none. The answer of the law is kept first',
  law: ['47 CFR 64.2010(b)', '47 CFR 64.2010(c)', '47 CFR 64.2010(d)', '47 CFR 64.2010(g)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id, from: date, until: date }),
  gives: z.strictObject({
    state: z.enum(['open', 'recited', 'locked']),
    decisionId: id,
    cite: z.string().nullable(),
    reason: z.string(),
    opensBy: z.array(z.enum(authentications)),
    calls: z.array(toldCall),
    /** Whether there were more than are told at once. */
    more: z.boolean(),
  }),
  async run(ctx: Ctx, { sessionId, from, until }) {
    const days = dayNumber(until) - dayNumber(from);
    if (days < 0 || days >= mostDays)
      refuse('invalid-input', `'until' is not within ${mostDays} days from 'from'.`, 'Ask for two months at most.');
    const session = await sessionOn(ctx, sessionId);
    const item = (await itemsOf(ctx, session)).find(({ cpni }) => cpni === 'call-detail');
    if (item === undefined) throw new Error('call detail is a class of CPNI');
    const use = toldTo(session, session.channel, ['call-detail'], item.by);
    const answer = await decided(ctx, session, use);
    const state = opennessOf(answer);
    const { zone } = ctx.carrier;
    const calls =
      state === 'open'
        ? await callsBetween(
            ctx,
            session.customerId,
            startOfDate(zone, from),
            startOfDate(zone, dateOfDay(dayNumber(until) + 1)),
          )
        : state === 'recited'
          ? await recitedIn(ctx, session)
          : [];
    await record(ctx, {
      kind: state === 'locked' ? 'desk.refused' : 'desk.calls-shown',
      subject: `customer:${session.customerId}`,
      happenedAt: ctx.at,
      facts: { session: sessionId, decision: answer.decisionId, by: item.by, cite: answer.cite, calls: calls.length },
    });
    return {
      state,
      decisionId: answer.decisionId,
      cite: answer.cite,
      reason: answer.reason,
      opensBy: [...item.opensBy],
      calls: calls.map((row) => shownCall(ctx, row)),
      more: state === 'open' && calls.length === mostCalls,
    };
  },
});
