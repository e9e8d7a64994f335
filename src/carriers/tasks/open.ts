import type { Ctx } from '../../db/context.ts';
import type { Role } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';

export type TaskWanted = {
  readonly kind: string;
  readonly subject: string;
  /** One sentence of ours; never a customer's own words. */
  readonly why: string;
  readonly role: Role;
  /** Epoch ms, or null where nothing presses. */
  readonly dueAt: number | null;
  /** Two open tasks of one kind and key are one: the first stays. */
  readonly key: string;
};

/** Opens a task for a person in this transaction, with its evidence; where the same one is open already, that one's id. */
export const openTask = async (ctx: Ctx, wanted: TaskWanted): Promise<string> => {
  const { kind, subject, why, role, dueAt, key } = wanted;
  const open = { closedAt: null, closedBy: null, closerName: null, outcome: null, note: null };
  const added = await ctx.tx
    .insertInto('task')
    .values({ id: ctx.id(), ...wanted, salt: ctx.salt(), openedAt: ctx.at, ...open })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) {
    const { id } = await ctx.tx
      .selectFrom('task')
      .select('id')
      .where('kind', '=', kind)
      .where('key', '=', key)
      .where('closedAt', 'is', null)
      .executeTakeFirstOrThrow();
    return id;
  }
  await record(ctx, {
    kind: 'task.opened',
    subject: `task:${added.id}`,
    happenedAt: ctx.at,
    facts: { kind, about: subject, why, role, due: dueAt === null ? null : new Date(dueAt).toISOString() },
  });
  return added.id;
};
