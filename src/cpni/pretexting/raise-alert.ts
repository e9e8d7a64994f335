import { dateAt } from '../../carriers/promises/local-time.ts';
import { openTask, type TaskWanted } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';

/** An attempt that was noticed: what, in words of ours, and the task for the person who looks into it. */
export type Noticed = { readonly noticed: string; readonly task: Omit<TaskWanted, 'why' | 'role'> };

const judge =
  'Look whether an account was reached, then settle the alert: as a finding, with how it was tried and what was done, or with the reason why it is none.';

/**
 * Raises an alert of pretexting with its task; the same on the same day is one until it is settled. It is no finding yet and its record says why: only a
 * person can tell a pretexter from a customer who forgot his password.
 */
export const raiseAlert = async (ctx: Ctx, { noticed, task }: Noticed): Promise<void> => {
  const taskId = await openTask(ctx, { ...task, why: `${noticed} ${judge}`, role: 'compliance' });
  const raised = await ctx.tx
    .insertInto('pretextingAlert')
    .values({
      ...{ id: ctx.id(), subject: task.subject, noticed, taskId, key: `${task.kind}/${task.key}` },
      ...{ raisedAt: ctx.at, raisedOn: dateAt(ctx, ctx.at) },
      ...{ settledAt: null, settledBy: null, findingId: null, whyNone: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (raised === undefined) return;
  await record(ctx, {
    kind: 'pretexting.alerted',
    subject: `pretexting-alert:${raised.id}`,
    happenedAt: ctx.at,
    facts: { about: task.subject, noticed, finding: 'none yet: a person judges it', task: taskId },
  });
};
