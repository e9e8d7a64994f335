import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { customerLetterBatchRow } from './record.ts';
import { letterLaw, mayPost } from './roles.ts';
import { heldBatch } from './store.ts';

export const cancelCustomerLetters = operation({
  http: 'POST /v1/customer-letter-batches/{batchId}:cancel',
  says: 'Cancel a batch of letters to voice customers that the post did not get: its file is thrown away, and its letters wait again',
  law: letterLaw,
  may: mayPost,
  by: 'person',
  takes: z.strictObject({ batchId: id, why: z.string().trim().min(1).max(500) }),
  gives: customerLetterBatchRow.pick({ id: true, state: true }),
  async run(ctx: Ctx, { batchId, why }) {
    const { state } = await heldBatch(ctx, batchId);
    if (state !== 'open' && state !== 'printed')
      refuse('wrong-state', `The batch is ${state}.`, 'What the post took is not taken back; record what comes back.');
    await ctx.tx
      .updateTable('customerLetterBatch')
      .set({ state: 'cancelled', why, pdf: null })
      .where('id', '=', batchId)
      .execute();
    await ctx.tx
      .updateTable('customerLetter')
      .set({ state: 'waiting', batchId: null, sequence: null })
      .where('batchId', '=', batchId)
      .where('state', '=', 'printed')
      .execute();
    const about = { subject: `customer-letter-batch:${batchId}`, happenedAt: ctx.at };
    await record(ctx, { kind: 'customer-letters.cancelled', ...about, facts: { why } });
    return { id: batchId, state: 'cancelled' as const };
  },
});
