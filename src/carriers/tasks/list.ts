import { sql } from 'kysely';
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
    /** `mine`: those of any role that the asker has */
    whose: z.enum(['mine', 'all']).default('all'),
    kind: z.string().optional(),
    subject: z.string().optional(),
    ...paging,
  }),
  gives: z.strictObject({
    ...pageOf(task).shape,
    /** how many there are in all, on this page and others; told with the first page, null with the others */
    count: z.int().nullable(),
  }),
  async run(ctx: Ctx, { state, role, whose, kind, subject, cursor, limit = 100 }) {
    let query = ctx.tx.selectFrom('task').where('closedAt', state === 'open' ? 'is' : 'is not', null);
    if (whose === 'mine') query = query.where(sql<boolean>`role = any(${[...ctx.actor.roles]}::text[])`);
    if (role !== undefined) query = query.where('role', '=', role);
    if (kind !== undefined) query = query.where('kind', '=', kind);
    if (subject !== undefined) query = query.where('subject', '=', subject);
    const counted =
      cursor === undefined
        ? await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
        : { count: null };
    let paged = query
      .selectAll()
      .orderBy('id')
      .limit(limit + 1);
    if (cursor !== undefined) paged = paged.where('id', '>', id.parse(cursor));
    const rows = await paged.execute();
    const page = rows.slice(0, limit);
    return {
      items: page.map((row) => shownTask(ctx, row)),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      ...counted,
    };
  },
});
