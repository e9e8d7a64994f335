import { z } from 'zod';
import { dateAt } from '../../carriers/promises/local-time.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import type { OrderAgainst } from '../providers/barred.ts';
import { isNamed } from './named.ts';
import { fccNoticeRow } from './record.ts';
import { noticeLaw, showing, shownNotice } from './shown.ts';

/** The Final Determination Order in force that names a provider, or on which that very provider was blocked; else one that bears its name. */
export const orderAgainst: OrderAgainst = async (ctx, { id: providerId, ...provider }) => {
  const blocked = await ctx.tx
    .selectFrom('fccNoticeAction')
    .select('noticeId')
    .where('kind', '=', 'provider-blocked')
    .where('providerId', '=', providerId)
    .execute();
  const orders = await ctx.tx
    .selectFrom('fccNotice')
    .select(['id', 'reference', 'providerName', 'providerFrn'])
    .where('kind', '=', 'final-determination')
    .where('orderEndedOn', 'is', null)
    .orderBy('id')
    .execute();
  const certain = orders.find(
    (one) => blocked.some(({ noticeId }) => noticeId === one.id) || isNamed(one, provider) === 'by-number',
  );
  const order = certain ?? orders.find((one) => isNamed(one, provider) === 'by-name');
  if (order === undefined) return null;
  return { noticeId: order.id, reference: order.reference, names: certain === undefined ? 'perhaps' : 'surely' };
};

const { orderEndedOn, orderEnd } = fccNoticeRow.shape;

export const endOrder = operation({
  http: 'POST /v1/fcc-notices/{noticeId}:end-order',
  says: 'Record that the Commission ended a Final Determination Order: on which day and by which paper; until then nobody takes the calls of its provider again',
  law: [...noticeLaw],
  may: ['compliance', 'officer', 'counsel'],
  by: 'person-fresh',
  takes: z.strictObject({ noticeId: id, endedOn: orderEndedOn.unwrap(), words: orderEnd.unwrap() }),
  gives: shownNotice,
  async run(ctx: Ctx, { noticeId, endedOn, words }) {
    const notice = found(
      await ctx.tx.selectFrom('fccNotice').selectAll().where('id', '=', noticeId).forUpdate().executeTakeFirst(),
      'notice of the Commission',
    );
    if (notice.releasedOn === null)
      return refuse('wrong-state', 'It is no order about a provider.', 'Close the notice once what it wants is done.');
    if (notice.orderEndedOn !== null)
      refuse('wrong-state', `It is on record that the order ended on ${notice.orderEndedOn}.`, 'Show the notice.');
    if (endedOn < notice.releasedOn || endedOn > dateAt(ctx, ctx.at))
      refuse('invalid-input', "'endedOn' lies before the order or to come.", 'Give the day on the paper that ends it.');
    const changed = await ctx.tx
      .updateTable('fccNotice')
      .set({ orderEndedOn: endedOn, orderEnd: words })
      .where('id', '=', noticeId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'fcc-notice.order-ended',
      subject: `fcc-notice:${noticeId}`,
      happenedAt: ctx.at,
      facts: { endedOn, words: sealed(notice.salt, words) },
    });
    await openTask(ctx, {
      kind: 'provider-free',
      subject: `fcc-notice:${noticeId}`,
      why: 'A Final Determination Order has ended: an officer may take the calls of its provider again, or leave them stopped',
      role: 'officer',
      dueAt: null,
      key: noticeId,
    });
    return showing(ctx, changed);
  },
});
