import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import { telephoneOf } from '../../carriers/telephone/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { deskCallRow } from './record.ts';
import { atTheDesk, sessionOn } from './store.ts';
import { numbersOf, waysOf } from './ways.ts';

/** A call back in answers: neither its number nor the key that it expects. */
export const shownDeskCall = z.strictObject({
  deskCallId: id,
  ...deskCallRow.pick({ sessionId: true, state: true }).shape,
});

const mustBeOpen = (way: { readonly open: boolean; readonly why: string } | undefined): void => {
  if (way?.open === true) return;
  throw new Problem('wrong-state', {
    detail: `No call can be placed: ${way === undefined ? 'the customer is not on the telephone' : way.why}.`,
    fix: 'Take another way that the session shows as open.',
    cite: '47 CFR 64.2010(b)',
  });
};

export const callBack = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/calls',
  says: 'Have the system call a telephone number of record; who answers there and presses the key named is the customer, and the session goes on in that call. There is no field to type a number',
  law: ['47 CFR 64.2010(b)', '47 CFR 64.2003(q)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id, serviceId: id }),
  gives: shownDeskCall,
  async run(ctx: Ctx, { sessionId, serviceId }) {
    const session = await sessionOn(ctx, sessionId);
    const ways = await waysOf(ctx, session);
    mustBeOpen(ways.find(({ way }) => way === 'callback-number-of-record'));
    const services = await numbersOf(ctx, session.customerId);
    found(
      services.find(({ id: one }) => one === serviceId),
      'number of record of this customer',
    );
    if ((await telephoneOf(ctx)) === null)
      refuse('wrong-state', 'No telephone service is entered.', 'Enter it first (telephone.configure).');
    const row = await ctx.tx
      .insertInto('deskCall')
      .values({
        id: ctx.id(),
        sessionId,
        serviceId,
        tokenHash: null,
        expects: String(randomInt(2, 10)),
        state: 'wanted',
        wrongKeys: 0,
        reference: null,
        madeAt: ctx.at,
        settledAt: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning(['id', 'state'])
      .executeTakeFirst();
    const wanted =
      row ?? refuse('already-exists', 'A call back is under way, or was answered.', 'Show the session to see it.');
    await record(ctx, {
      kind: 'desk.call-wanted',
      subject: `customer:${session.customerId}`,
      happenedAt: ctx.at,
      facts: { session: sessionId, call: wanted.id, service: serviceId },
    });
    await later(ctx, { does: 'desk.placeCall', input: { deskCallId: wanted.id }, from: ctx.at, key: wanted.id });
    return { deskCallId: wanted.id, sessionId, state: wanted.state };
  },
});

export const showCallBack = operation({
  http: 'GET /v1/desk-calls/{deskCallId}',
  says: 'How a call back stands: placed, ringing, answered by the customer or by a mailbox',
  law: ['47 CFR 64.2010(b)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ deskCallId: id }),
  gives: shownDeskCall,
  async run(ctx: Ctx, { deskCallId }) {
    await workWithCpni(ctx);
    const row = await ctx.tx
      .selectFrom('deskCall')
      .select(['sessionId', 'state'])
      .where('id', '=', deskCallId)
      .executeTakeFirst();
    return { deskCallId, ...found(row, 'call') };
  },
});
