import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import type { CustomerLetter, customerLetterBatchRow } from './record.ts';

export type CustomerLetterBatch = z.output<typeof customerLetterBatchRow>;

/** A batch, locked until the transaction ends, or the problem `not-found`. */
export const heldBatch = async (ctx: Ctx, batchId: string): Promise<CustomerLetterBatch> =>
  found(
    await ctx.tx.selectFrom('customerLetterBatch').selectAll().where('id', '=', batchId).forUpdate().executeTakeFirst(),
    'batch of letters',
  );

/** The letters of a batch in their order. */
export const lettersIn = (ctx: Ctx, batchId: string): Promise<CustomerLetter[]> =>
  ctx.tx.selectFrom('customerLetter').selectAll().where('batchId', '=', batchId).orderBy('sequence').execute();
