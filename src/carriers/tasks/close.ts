import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation, type Role, roles } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { endTask } from './end.ts';
import { shownTask, task } from './shown.ts';

const mayClose = (ctx: Ctx, role: Role): void => {
  // who looks after the rules may finish anybody's task
  if (ctx.actor.roles.some((own) => own === role || own === 'compliance')) return;
  refuse(
    'not-allowed',
    `This task is for the role ${role}.`,
    'Ask a colleague who has it, or one with the role compliance.',
  );
};

export const closeTask = operation({
  http: 'POST /v1/tasks/{taskId}:close',
  says: 'Close a task: it was done, or there was nothing to do, and why',
  law: [],
  may: roles,
  by: 'person',
  takes: z.strictObject({ taskId: id, outcome: z.enum(['done', 'not-needed']), note: z.string().min(1).max(2000) }),
  gives: task,
  async run(ctx: Ctx, { taskId, outcome, note }) {
    const row = await ctx.tx.selectFrom('task').selectAll().where('id', '=', taskId).forUpdate().executeTakeFirst();
    const known = found(row, 'task');
    mayClose(ctx, known.role);
    if (known.outcome !== null)
      refuse('wrong-state', `It was closed already as ${known.outcome}.`, 'List the open tasks.');
    return shownTask(ctx, await endTask(ctx, known, { outcome, note }));
  },
});
