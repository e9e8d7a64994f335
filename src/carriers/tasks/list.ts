import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { everyone, operation, roles } from '../../kernel/operation.ts';
import { shownTask, task } from './shown.ts';

export const listTasks = operation({
  http: 'GET /v1/tasks',
  says: 'What waits for a person, or was done: by role and by what it is about, the oldest first',
  law: [],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({
    state: z.enum(['open', 'closed']).default('open'),
    role: z.enum(roles).optional(),
    kind: z.string().optional(),
    subject: z.string().optional(),
    ...paging,
  }),
  gives: pageOf(task),
  async run(ctx: Ctx, { state, role, kind, subject, cursor, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('task')
      .selectAll()
      .where('closedAt', state === 'open' ? 'is' : 'is not', null)
      .orderBy('id')
      .limit(limit + 1);
    if (role !== undefined) query = query.where('role', '=', role);
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (subject !== undefined) query = query.where('subject', '=', subject);
    if (cursor !== undefined) query = query.where('id', '>', id.parse(cursor));
    const rows = await query.execute();
    const page = rows.slice(0, limit);
    return {
      items: page.map((row) => shownTask(ctx, row)),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  },
});
