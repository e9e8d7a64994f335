import { z } from 'zod';
import { mailSettingOf } from '../../carriers/mail/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { proveCustomer } from '../authentication/prove.ts';
import { dayNumber, localDate } from '../customers/dates.ts';
import { isOfRecord, ofRecordFrom } from '../customers/of-record.ts';
import { deskDispatchRow } from './record.ts';
import { decided, toldTo } from './release.ts';
import { atTheDesk, mostDays, sessionOn } from './store.ts';

const addressOf = async (ctx: Ctx, customerId: string, contactId: string) => {
  const row = await ctx.tx
    .selectFrom('customerContact')
    .selectAll()
    .where('id', '=', contactId)
    .where('customerId', '=', customerId)
    .where('untilAt', 'is', null)
    .where('kind', '<>', 'phone')
    .executeTakeFirst();
  return found(row, 'address of this customer');
};

const answer = z.strictObject({
  dispatchId: id.nullable(),
  state: deskDispatchRow.shape.state.nullable(),
  cite: z.string(),
  /** Why nothing goes out, with the day from which it may; empty where something does. */
  why: z.string(),
});

const refused = async (ctx: Ctx, customerId: string, sessionId: string, cite: string, why: string) => {
  const facts = { session: sessionId, way: 'sent-to-address-of-record', cite };
  await record(ctx, { kind: 'desk.refused', subject: `customer:${customerId}`, happenedAt: ctx.at, facts });
  return { dispatchId: null, state: null, cite, why };
};

export const sendCalls = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/dispatches',
  says: 'Have the calls of a period sent to an address that has been on the account for thirty days: by e-mail, or as a letter to print. Nobody at the desk sees them, and no address can be typed',
  law: ['47 CFR 64.2010(b)', '47 CFR 64.2003(b)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id, contactId: id, from: date, until: date }),
  gives: answer,
  async run(ctx: Ctx, { sessionId, contactId, from, until }) {
    const days = dayNumber(until) - dayNumber(from);
    if (days < 0 || days >= mostDays)
      refuse('invalid-input', `'until' is not within ${mostDays} days from 'from'.`, 'Ask for two months at most.');
    const session = await sessionOn(ctx, sessionId);
    const { customerId } = session;
    const address = await addressOf(ctx, customerId, contactId);
    const { zone } = ctx.carrier;
    if (!isOfRecord(address, zone, ctx.at)) {
      const why = `The address was linked on ${address.linkedDay} and becomes an address of record on ${ofRecordFrom(address)}.`;
      return refused(ctx, customerId, sessionId, '47 CFR 64.2003(b)', why);
    }
    const decision = await decided(
      ctx,
      session,
      toldTo({ callId: null }, 'none', ['call-detail'], 'sent-to-address-of-record'),
    );
    const cite = decision.cite ?? '47 CFR 64.2010(a)';
    if (!decision.allowed) return refused(ctx, customerId, sessionId, cite, decision.reason);
    if (address.kind === 'email' && (await mailSettingOf(ctx)) === null)
      refuse('wrong-state', 'No mail server is entered for this carrier.', 'Send it to a postal address of record.');
    const way = address.kind === 'email' ? 'email' : 'mail';
    const row = await ctx.tx
      .insertInto('deskDispatch')
      .values({
        id: ctx.id(),
        sessionId,
        customerId,
        contactId,
        way,
        fromDay: from,
        untilDay: until,
        linkedDay: address.linkedDay,
        wantedDay: localDate(zone, ctx.at),
        decisionId: decision.decisionId,
        state: way === 'email' ? 'wanted' : 'letter',
        madeAt: ctx.at,
        sentAt: null,
      })
      .returning(['id', 'state'])
      .executeTakeFirstOrThrow();
    await proveCustomer(ctx, {
      customerId,
      method: 'sent-to-address-of-record',
      channel: 'none',
      // of this one sending: it opens nothing in the session
      sessionId: null,
      byWhat: `desk-dispatch:${row.id}`,
      untilAt: ctx.at + 1,
    });
    await record(ctx, {
      kind: 'desk.dispatch-wanted',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: {
        session: sessionId,
        dispatch: row.id,
        way,
        contact: contactId,
        decision: decision.decisionId,
        from,
        until,
      },
    });
    if (way === 'email')
      await later(ctx, { does: 'desk.mailCalls', input: { dispatchId: row.id }, from: ctx.at, key: row.id });
    return { dispatchId: row.id, state: row.state, cite, why: '' };
  },
});
