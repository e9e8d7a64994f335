import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { letterBatchRow } from '../sendings/record.ts';
import { heldBatch, mayPrint } from './store.ts';

export const cancelBatch = operation({
  http: 'POST /v1/letter-batches/{batchId}:cancel',
  says: 'Cancel a batch that the post did not get: its files are thrown away, and its letters wait to be printed again',
  law: ['47 CFR 64.2008(a)(2)'],
  may: mayPrint,
  by: 'person',
  takes: z.strictObject({ batchId: id, why: z.string().trim().min(1).max(500) }),
  gives: letterBatchRow.pick({ id: true, state: true }),
  async run(ctx: Ctx, { batchId, why }) {
    const { state } = await heldBatch(ctx, batchId);
    if (state !== 'open' && state !== 'printed')
      refuse('wrong-state', `The batch is ${state}.`, 'What the post took is not taken back; record what comes back.');
    await ctx.tx
      .updateTable('letterBatch')
      .set({ state: 'cancelled', why, codeSeed: null, certificate: null })
      .where('id', '=', batchId)
      .execute();
    await ctx.tx.updateTable('letterPart').set({ pdf: null }).where('batchId', '=', batchId).execute();
    const facts = { why };
    await record(ctx, { kind: 'letters.cancelled', subject: `letter-batch:${batchId}`, happenedAt: ctx.at, facts });
    return { id: batchId, state: 'cancelled' as const };
  },
});
