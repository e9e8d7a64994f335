import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import { settleCode } from './make-code.ts';
import type { OneTimeCode } from './record.ts';
import { spendCode } from './try-code.ts';

const whys: Readonly<Partial<Record<OneTimeCode['way'], string>>> = {
  email:
    'A one-time code that was mailed to the e-mail address of record came back: let the customer ask for it by letter or at his number, and ask him for an address that works.',
  letter:
    'A letter with a one-time code came back from the postal address of record: let the customer ask for a code by another way, and ask him for an address that works.',
};

/** A code that was mailed did not arrive: it serves nobody, and a person looks after the address of record. False where that is known. */
export const codeCameBack = async (ctx: Ctx, codeId: string): Promise<boolean> => {
  const code = await ctx.tx
    .selectFrom('oneTimeCode')
    .selectAll()
    .where('id', '=', codeId)
    .where('way', 'in', ['email', 'letter'])
    .where('state', 'in', ['trying', 'sent'])
    .forUpdate()
    .executeTakeFirst();
  if (code === undefined) return false;
  await spendCode(ctx, codeId);
  await settleCode(ctx, code, 'failed');
  if (code.customerId === null || code.contactId === null) return true;
  await openTask(ctx, {
    kind: 'code-came-back',
    subject: `customer:${code.customerId}`,
    why: whys[code.way] ?? '',
    role: 'compliance',
    dueAt: ctx.at + 2 * DAY,
    key: code.contactId,
  });
  return true;
};

export const codeLetterReturned = operation({
  http: 'POST /v1/online/codes/{codeId}:returned',
  says: 'Record that the post brought back a letter with a one-time code: whoever opens it has nothing by it any more, and somebody finds a good address',
  law: ['47 CFR 64.2010(e)'],
  may: ['agent', 'supervisor', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({
    /** As it stood beside the letter when it was printed. */
    codeId: id,
  }),
  gives: z.strictObject({ codeId: id, outcome: z.enum(['recorded', 'known']) }),
  async run(ctx: Ctx, { codeId }) {
    const letter = ctx.tx.selectFrom('oneTimeCode').select('id').where('id', '=', codeId).where('way', '=', 'letter');
    found(await letter.where('state', 'in', ['sent', 'failed']).executeTakeFirst(), 'letter with a code');
    const outcome = (await codeCameBack(ctx, codeId)) ? ('recorded' as const) : ('known' as const);
    return { codeId, outcome };
  },
});
