import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import type { FccNotice, FccNoticeAction } from './record.ts';

/** A notice, locked until the transaction ends; refused once it is closed. */
export const openNotice = async (ctx: Ctx, noticeId: string): Promise<FccNotice> => {
  const row = found(
    await ctx.tx.selectFrom('fccNotice').selectAll().where('id', '=', noticeId).forUpdate().executeTakeFirst(),
    'notice of the Commission',
  );
  if (row.closedAt !== null) refuse('wrong-state', 'It is closed.', 'Enter what came since as a notice of its own.');
  return row;
};

/** What was done on notices, the first first. */
export const actionsOn = async (ctx: Ctx, noticeIds: readonly string[]): Promise<FccNoticeAction[]> =>
  noticeIds.length === 0
    ? []
    : ctx.tx
        .selectFrom('fccNoticeAction')
        .selectAll()
        .where('noticeId', 'in', noticeIds)
        .orderBy('doneAt')
        .orderBy('id')
        .execute();
