import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { local } from '../customers/dates.ts';
import { receiverOf, settleDispatch, subjectOf, textOf } from './dispatch.ts';
import { deskDispatchRow } from './record.ts';

const law = ['47 CFR 64.2010(b)'];
const shown = z.strictObject({ dispatchId: id, state: deskDispatchRow.shape.state });

export const listCallLetters = operation({
  http: 'GET /v1/desk-dispatches/letters',
  says: 'The letters with call detail that wait for the printer, for those who print: never for the desk',
  law,
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({}),
  gives: z.strictObject({
    items: z.array(
      z.strictObject({
        dispatchId: id,
        name: z.string(),
        address: z.string(),
        language: z.enum(['en', 'es']),
        subject: z.string(),
        words: z.string(),
        wanted: when,
      }),
    ),
  }),
  async run(ctx: Ctx) {
    await workWithCpni(ctx);
    const rows = await ctx.tx
      .selectFrom('deskDispatch')
      .selectAll()
      .where('state', '=', 'letter')
      .orderBy('id')
      .limit(100)
      .execute();
    const items = [];
    for (const row of rows) {
      const receiver = await receiverOf(ctx, row);
      // the address was taken off meanwhile: nothing goes there any more
      if (receiver === undefined) {
        await settleDispatch(ctx, row, 'failed');
        continue;
      }
      const { name, value: address, language } = receiver;
      const subject = subjectOf(language);
      const words = await textOf(ctx, row, language);
      items.push({
        dispatchId: row.id,
        name,
        address,
        language,
        subject,
        words,
        wanted: local(ctx.carrier.zone, row.madeAt),
      });
    }
    if (items.length > 0)
      await record(ctx, {
        kind: 'desk.letters-shown',
        subject: 'desk-letters',
        happenedAt: ctx.at,
        facts: { dispatches: items.map(({ dispatchId }) => dispatchId) },
      });
    return { items };
  },
});

export const postCallLetter = operation({
  http: 'POST /v1/desk-dispatches/{dispatchId}:post',
  says: 'Record that a letter with call detail was given to the post now',
  law,
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({ dispatchId: id }),
  gives: shown,
  async run(ctx: Ctx, { dispatchId }) {
    const row = await ctx.tx
      .selectFrom('deskDispatch')
      .selectAll()
      .where('id', '=', dispatchId)
      .where('state', '=', 'letter')
      .forUpdate()
      .executeTakeFirst();
    await settleDispatch(ctx, found(row, 'letter that waits'), 'posted');
    return { dispatchId, state: 'posted' as const };
  },
});
