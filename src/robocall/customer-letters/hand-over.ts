import { z } from 'zod';
import { demandCount, demandPostingDay } from '../../carriers/letters/hand-over.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { recordAll } from '../../ledger/record.ts';
import { customerLetterBatchRow } from './record.ts';
import { letterLaw, mayPost } from './roles.ts';
import { heldBatch, needlessIn } from './store.ts';

export const handOverCustomerLetters = operation({
  http: 'POST /v1/customer-letter-batches/{batchId}:hand-over',
  says: 'Record that the post took a batch of letters to voice customers: who gave it, on what day, how many; that they arrived is proven elsewhere',
  law: letterLaw,
  may: mayPost,
  by: 'person',
  takes: z.strictObject({
    batchId: id,
    postedOn: date,
    letters: z.int().positive(),
    /** Number or place of the postal receipt. */
    receipt: z.string().trim().min(1).max(200),
  }),
  gives: customerLetterBatchRow.pick({ id: true, state: true, letters: true, postedOn: true }),
  async run(ctx: Ctx, { batchId, postedOn, letters, receipt }) {
    const { state, printedAt } = await heldBatch(ctx, batchId);
    if (state !== 'printed' || printedAt === null)
      return refuse('wrong-state', `The batch is ${state}.`, 'Only what is printed is handed to the post.');
    demandPostingDay(ctx, postedOn, printedAt);
    // what is written here is what went: a letter that is taken back meanwhile is not among them
    const posted = await ctx.tx
      .updateTable('customerLetter')
      .set({ state: 'posted' })
      .where('batchId', '=', batchId)
      .where('state', '=', 'printed')
      .returning(['id', 'about', 'concerns', 'sourceId', 'sequence'])
      .execute();
    demandCount(letters, posted.length, await needlessIn(ctx, batchId));
    const postedBy = ctx.actor.id ?? refuse('person-needed', 'A person hands letters to the post.', 'Sign in.');
    await ctx.tx
      .updateTable('customerLetterBatch')
      .set({ state: 'posted', postedOn, postedBy, posterName: ctx.actor.name, postedAt: ctx.at, receipt })
      .where('id', '=', batchId)
      .execute();
    const inOrder = posted.toSorted((one, other) => (one.sequence ?? 0) - (other.sequence ?? 0));
    const kind = 'customer-letters.posted';
    await recordAll(ctx, [
      {
        kind,
        subject: `customer-letter-batch:${batchId}`,
        happenedAt: ctx.at,
        facts: { postedOn, letters, receipt },
      },
      ...inOrder.map(({ id: letter, about, concerns, sourceId }) => ({
        kind,
        subject: about,
        happenedAt: ctx.at,
        facts: { letter, concerns, source: sourceId, batch: batchId, postedOn },
      })),
    ]);
    return { id: batchId, state: 'posted' as const, letters, postedOn };
  },
});
