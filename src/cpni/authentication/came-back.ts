import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { DAY } from '../../kernel/time.ts';
import { settleCode } from './make-code.ts';

/** A code that was mailed did not arrive: it serves nobody, and a person looks after the address of record. False where that is known. */
export const codeCameBack = async (ctx: Ctx, codeId: string): Promise<boolean> => {
  const code = await ctx.tx
    .updateTable('oneTimeCode')
    .set({ codeHash: null })
    .where('id', '=', codeId)
    .where('way', '=', 'email')
    .where('state', 'in', ['trying', 'sent'])
    .returningAll()
    .executeTakeFirst();
  if (code === undefined) return false;
  await settleCode(ctx, code, 'failed');
  if (code.customerId === null || code.contactId === null) return true;
  await openTask(ctx, {
    kind: 'code-came-back',
    subject: `customer:${code.customerId}`,
    why: 'A one-time code that was mailed to the e-mail address of record came back: let the customer ask for it by letter or at his number, and ask him for an address that works.',
    role: 'compliance',
    dueAt: ctx.at + 2 * DAY,
    key: code.contactId,
  });
  return true;
};
