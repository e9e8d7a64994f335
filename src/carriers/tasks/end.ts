import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { record, sealed } from '../../ledger/record.ts';
import type { taskRow } from './record.ts';

type Task = z.output<typeof taskRow>;

/** How a task ended; the note is sealed in evidence. */
export type Ended = { readonly outcome: 'done' | 'not-needed'; readonly note: string };

/** Ends an open task in the name of whoever acts, with its evidence; where it is the program itself no person is named. */
export const endTask = async (ctx: Ctx, { id, kind, subject, salt }: Task, ended: Ended): Promise<Task> => {
  const closed = await ctx.tx
    .updateTable('task')
    .set({ ...ended, closedAt: ctx.at, closedBy: ctx.actor.id, closerName: ctx.actor.name })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const { outcome, note } = ended;
  const facts = { kind, about: subject, outcome, note: sealed(salt, note) };
  await record(ctx, { kind: 'task.closed', subject: `task:${id}`, happenedAt: ctx.at, facts });
  return closed;
};

/** Ends the open task of a kind and key, where there is one: what it asked for was done, and whoever did it need not close it, too. */
export const settleTask = async (
  ctx: Ctx,
  { kind, key, ...ended }: Ended & { readonly kind: string; readonly key: string },
): Promise<void> => {
  const task = await ctx.tx
    .selectFrom('task')
    .selectAll()
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('closedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (task !== undefined) await endTask(ctx, task, ended);
};
