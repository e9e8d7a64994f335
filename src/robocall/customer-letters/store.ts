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

/** How many letters of a batch need not go out any more. */
export const needlessIn = async (ctx: Ctx, batchId: string): Promise<number> => {
  const { letters } = await ctx.tx
    .selectFrom('customerLetter')
    .select(({ fn }) => fn.countAll<string>().as('letters'))
    .where('batchId', '=', batchId)
    .where('state', '=', 'needless')
    .executeTakeFirstOrThrow();
  return Number(letters);
};

/** The letters of a batch in their order. */
export const lettersIn = (ctx: Ctx, batchId: string): Promise<CustomerLetter[]> =>
  ctx.tx.selectFrom('customerLetter').selectAll().where('batchId', '=', batchId).orderBy('sequence').execute();
