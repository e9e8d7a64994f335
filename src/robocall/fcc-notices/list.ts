import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { mayReadNotices, noticeLaw, showing, shownNotice, shownWith } from './shown.ts';
import { actionsOn } from './store.ts';

export const showNotice = operation({
  http: 'GET /v1/fcc-notices/{noticeId}',
  says: 'A notice of the Commission: everything that it wants with the clock and the reason of each, what was found and done',
  law: [...noticeLaw],
  may: mayReadNotices,
  by: 'anyone',
  takes: z.strictObject({ noticeId: id }),
  gives: shownNotice,
  async run(ctx: Ctx, { noticeId }) {
    const row = await ctx.tx.selectFrom('fccNotice').selectAll().where('id', '=', noticeId).executeTakeFirst();
    return showing(ctx, found(row, 'notice of the Commission'));
  },
});

export const listNotices = operation({
  http: 'GET /v1/fcc-notices',
  says: 'The notices of the Commission about illegal traffic, the newest first',
  law: [...noticeLaw],
  may: mayReadNotices,
  by: 'anyone',
  takes: z.strictObject({ state: z.enum(['open', 'closed', 'all']).default('all'), ...paging }),
  gives: pageOf(shownNotice),
  async run(ctx: Ctx, { state, cursor, limit = 50 }) {
    let query = ctx.tx
      .selectFrom('fccNotice')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (state !== 'all') query = query.where('closedAt', state === 'open' ? 'is' : 'is not', null);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const page = rows.slice(0, limit);
    const actions = await actionsOn(
      ctx,
      page.map((row) => row.id),
    );
    const items = page.map((row) =>
      shownWith(
        ctx,
        row,
        actions.filter(({ noticeId }) => noticeId === row.id),
      ),
    );
    return { items, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  },
});
