import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { dutiesOf } from './duties.ts';
import { fccNoticeRow } from './record.ts';
import { noticeLaw, showing, shownNotice } from './shown.ts';
import { actionsOn, openNotice } from './store.ts';

export const closeNotice = operation({
  http: 'POST /v1/fcc-notices/{noticeId}:close',
  says: 'Close a notice of the Commission once everything that it wants is done',
  law: [...noticeLaw],
  may: ['compliance', 'officer', 'counsel'],
  by: 'person',
  takes: z.strictObject({ noticeId: id, closing: fccNoticeRow.shape.closing.unwrap() }),
  gives: shownNotice,
  async run(ctx: Ctx, { noticeId, closing }) {
    const notice = await openNotice(ctx, noticeId);
    const undone = dutiesOf(ctx, notice, await actionsOn(ctx, [noticeId])).find(({ done }) => done === null);
    if (undone !== undefined)
      refuse('wrong-state', `Not done: ${undone.what}.`, 'Record what was done first; late is better than never.');
    const closed = await ctx.tx
      .updateTable('fccNotice')
      .set({ closedAt: ctx.at, closing, closerName: ctx.actor.name })
      .where('id', '=', noticeId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'fcc-notice.closed',
      subject: `fcc-notice:${noticeId}`,
      happenedAt: ctx.at,
      facts: { closing: sealed(notice.salt, closing) },
    });
    return showing(ctx, closed);
  },
});
