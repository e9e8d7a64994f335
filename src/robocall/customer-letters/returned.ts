import { z } from 'zod';
import { referenceIn } from '../../carriers/letters/reference.ts';
import { pastDate } from '../../carriers/promises/local-time.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { customerLetterRow } from './record.ts';
import { letterLaw, mayPost } from './roles.ts';

const letterBy = async (ctx: Ctx, printed: string) => {
  const { batch, sequence } = referenceIn(printed);
  const batches = await ctx.tx.selectFrom('customerLetterBatch').select('id').execute();
  const of = batches.filter(({ id }) => id.endsWith(batch)).map(({ id }) => id);
  return found(
    of.length === 0
      ? undefined
      : await ctx.tx
          .selectFrom('customerLetter')
          .selectAll()
          .where('batchId', 'in', of)
          .where('sequence', '=', sequence)
          .forUpdate()
          .executeTakeFirst(),
    'letter',
  );
};

export const customerLetterReturned = operation({
  http: 'POST /v1/customer-letters:returned',
  says: 'Record that the post brought a letter to a voice customer back: a task asks to reach him another way',
  law: letterLaw,
  may: mayPost,
  by: 'anyone',
  takes: z.strictObject({
    /** As printed at the foot of the page. */
    reference: z.string().trim().min(1).max(40),
    returnedOn: date,
  }),
  gives: customerLetterRow.pick({ id: true, concerns: true, sourceId: true, state: true }),
  async run(ctx: Ctx, { reference, returnedOn }) {
    const { id: letter, about, concerns, sourceId, state } = await letterBy(ctx, reference);
    pastDate(ctx, 'returnedOn', returnedOn);
    const answer = { id: letter, concerns, sourceId, state: 'returned' as const };
    if (state === 'returned') return answer;
    if (state !== 'posted')
      refuse('wrong-state', 'This letter is not recorded as posted.', 'Hand its batch over first.');
    await ctx.tx
      .updateTable('customerLetter')
      .set({ state: 'returned', returnedOn })
      .where('id', '=', letter)
      .execute();
    const facts = { letter, concerns, source: sourceId, returnedOn };
    await record(ctx, { kind: 'customer-letters.returned', subject: about, happenedAt: ctx.at, facts });
    await openTask(ctx, {
      kind: 'customer-letter-returned',
      subject: about,
      why: `The post brought letter ${reference} back: reach the customer by telephone, a courier or in person, and ask for a good address.`,
      role: 'compliance',
      dueAt: ctx.at,
      key: letter,
    });
    return answer;
  },
});
