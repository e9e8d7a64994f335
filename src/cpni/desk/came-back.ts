import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import { settleDispatch } from './dispatch.ts';

export const callsCameBack = operation({
  http: 'POST /v1/desk-dispatches/{dispatchId}:returned',
  says: 'Take that call detail which was sent to an address of record came back: it counts as not sent, and somebody asks the customer for another address of record',
  law: ['47 CFR 64.2010(b)', '47 CFR 64.2003(b)'],
  may: ['compliance'],
  by: 'anyone',
  takes: z.strictObject({ dispatchId: id }),
  gives: z.strictObject({ dispatchId: id, outcome: z.enum(['recorded', 'known']) }),
  async run(ctx: Ctx, { dispatchId }) {
    const dispatch = found(
      await ctx.tx.selectFrom('deskDispatch').selectAll().where('id', '=', dispatchId).forUpdate().executeTakeFirst(),
      'call detail that was sent',
    );
    if (dispatch.state !== 'sending' && dispatch.state !== 'sent' && dispatch.state !== 'posted')
      return { dispatchId, outcome: 'known' as const };
    await settleDispatch(ctx, dispatch, 'failed');
    await openTask(ctx, {
      kind: 'call-detail-came-back',
      subject: `customer:${dispatch.customerId}`,
      why: 'The calls that a customer asked for came back from his address of record: he has not got them. Ask him, and send them to another address that has been on the account for thirty days.',
      role: 'compliance',
      dueAt: ctx.at + 2 * DAY,
      key: dispatchId,
    });
    return { dispatchId, outcome: 'recorded' as const };
  },
});
