import { z } from 'zod';
import { seesSecrecy } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { investigationLaw, mayReadInvestigations, showing, shownInvestigation } from './shown.ts';

export const showInvestigation = operation({
  http: 'GET /v1/investigations/{investigationId}',
  says: 'An investigation: what gave cause, what was found, what was done and which evidence it holds; one with a cause under seal is shown to those who answer demands only',
  law: [...investigationLaw],
  may: mayReadInvestigations,
  by: 'anyone',
  takes: z.strictObject({ investigationId: id }),
  gives: shownInvestigation,
  async run(ctx: Ctx, { investigationId }) {
    const row = await ctx.tx
      .selectFrom('investigation')
      .selectAll()
      .where('id', '=', investigationId)
      .where('secrecy', 'in', seesSecrecy(ctx))
      .executeTakeFirst();
    return showing(ctx, found(row, 'investigation'));
  },
});

export const listInvestigations = operation({
  http: 'GET /v1/investigations',
  says: 'The investigations, the newest first; one with a cause under seal is shown to those who answer demands only',
  law: [...investigationLaw],
  may: mayReadInvestigations,
  by: 'anyone',
  takes: z.strictObject({
    accountId: id.optional(),
    /** the record or number that gave cause, such as `traceback:` and its id */
    reference: z.string().trim().min(1).max(200).optional(),
    state: z.enum(['open', 'closed', 'all']).default('all'),
    ...paging,
  }),
  gives: pageOf(shownInvestigation),
  async run(ctx: Ctx, { accountId, reference, state, cursor, limit = 50 }) {
    let query = ctx.tx
      .selectFrom('investigation')
      .selectAll()
      .where('secrecy', 'in', seesSecrecy(ctx))
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (accountId !== undefined) query = query.where('accountId', '=', accountId);
    if (reference !== undefined)
      query = query.where('id', 'in', (eb) =>
        eb.selectFrom('investigationIntake').select('investigationId').where('reference', '=', reference),
      );
    if (state !== 'all') query = query.where('closedAt', state === 'open' ? 'is' : 'is not', null);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const page = rows.slice(0, limit);
    const items: z.input<typeof shownInvestigation>[] = [];
    for (const row of page) items.push(await showing(ctx, row));
    return { items, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  },
});
