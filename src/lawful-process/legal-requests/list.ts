import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { answeredInTime } from './clocks.ts';
import { legalRequestRow } from './record.ts';
import { demandLaw, mayReadDemands } from './roles.ts';
import { clocksOf, requestById, showing, shownRequest } from './shown.ts';
import { answersTo } from './store.ts';

export const showLegalRequest = operation({
  http: 'GET /v1/legal-requests/{requestId}',
  says: 'A demand by legal process: its scope, its day and our promise with each step, what counsel found, what was read and given',
  law: demandLaw,
  may: mayReadDemands,
  by: 'anyone',
  takes: requestById,
  gives: shownRequest,
  async run(ctx: Ctx, { requestId }) {
    const row = await ctx.tx.selectFrom('legalRequest').selectAll().where('id', '=', requestId).executeTakeFirst();
    return showing(ctx, found(row, 'legal request'));
  },
});

const line = legalRequestRow.pick({ id: true, kind: true, authorityKind: true, classes: true, outcome: true }).extend({
  receivedAt: when,
  closedAt: when.nullable(),
  promise: shownRequest.shape.promise,
  demand: shownRequest.shape.demand,
  inTime: z.enum(['yes', 'no', 'open']),
});

export const listLegalRequests = operation({
  http: 'GET /v1/legal-requests',
  says: 'Demands by legal process, the newest first, with their clocks; without who asks, whom it is about and what it says',
  law: demandLaw,
  may: [...mayReadDemands, 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ state: z.enum(['open', 'closed', 'all']).default('all'), ...paging }),
  gives: pageOf(line),
  async run(ctx: Ctx, { state, cursor, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('legalRequest')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (state !== 'all') query = query.where('closedAt', state === 'open' ? 'is' : 'is not', null);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const page = rows.slice(0, limit);
    const answers = await answersTo(
      ctx,
      page.map((row) => row.id),
    );
    const items = page.map((row) => {
      const own = answers.filter(({ requestId }) => requestId === row.id);
      const { kind, authorityKind, classes, outcome } = row;
      return {
        id: row.id,
        kind,
        authorityKind,
        classes,
        outcome,
        receivedAt: told(ctx, row.receivedAt),
        closedAt: toldOrNull(ctx, row.closedAt),
        ...clocksOf(ctx, row, own),
        inTime: answeredInTime(ctx, row, own),
      };
    });
    return { items, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  },
});
