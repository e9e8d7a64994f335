import { dateAt } from '../../carriers/promises/local-time.ts';
import { closeTask } from '../../carriers/tasks/close.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { enterComplaint, writeComplaint } from './enter.ts';

const replyOf = async (ctx: Ctx, taskId: string) => {
  const row = await ctx.tx.selectFrom('task').select(['kind', 'key']).where('id', '=', taskId).executeTakeFirst();
  const { kind, key } = found(row, 'task');
  if (kind !== 'possible-complaint')
    return refuse(
      'wrong-state',
      'This task is not about a possible complaint.',
      'Record the complaint with its source.',
    );
  const reply = await ctx.tx
    .selectFrom('returnedMail')
    .select(['id', 'receivedAt'])
    .where('id', '=', id.parse(key))
    .executeTakeFirst();
  return found(reply, 'returned mail');
};

export const complaintFromReply = operation({
  http: 'POST /v1/tasks/{taskId}:record-complaint',
  says: 'Make a complaint of the reply that a task asks about, dated when it came, and close the task',
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance'],
  by: 'person',
  takes: enterComplaint.takes.omit({ receivedOn: true }).extend({ taskId: id }),
  gives: enterComplaint.gives,
  async run(ctx: Ctx, { taskId, ...said }) {
    const reply = await replyOf(ctx, taskId);
    const { complaint } = await writeComplaint(ctx, { ...said, receivedOn: dateAt(ctx, reply.receivedAt) }, reply.id);
    await closeTask.run(ctx, { taskId, outcome: 'done', note: `Recorded as complaint ${complaint.id}.` });
    return complaint;
  },
});
