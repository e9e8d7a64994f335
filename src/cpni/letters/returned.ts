import { z } from 'zod';
import { referenceIn } from '../../carriers/letters/reference.ts';
import { pastDate, startOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { cameBack } from '../returns/came-back.ts';

const letterBy = async (ctx: Ctx, printed: string) => {
  const { batch, sequence } = referenceIn(printed);
  const batches = await ctx.tx.selectFrom('letterBatch').select('id').execute();
  const of = batches.filter((one) => one.id.endsWith(batch)).map((one) => one.id);
  return found(
    of.length === 0
      ? undefined
      : await ctx.tx
          .selectFrom('message')
          .select(['customerId', 'deliveryId'])
          .where('batchId', 'in', of)
          .where('sequence', '=', sequence)
          .executeTakeFirst(),
    'letter',
  );
};

export const letterReturned = operation({
  http: 'POST /v1/letters:returned',
  says: 'Record that the post brought a letter back: its silence counts no more, and somebody finds a good address',
  law: ['47 CFR 64.2008(d)(3)(iii)', '47 CFR 64.2008(b)'],
  may: ['agent', 'marketing', 'supervisor', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({
    /** As printed at the foot of the page. */
    reference: z.string().trim().min(1).max(40),
    returnedOn: date,
  }),
  gives: z.strictObject({ customerId: id, deliveryId: id, outcome: z.enum(['recorded', 'known']) }),
  async run(ctx: Ctx, { reference: printed, returnedOn }) {
    const { customerId, deliveryId } = await letterBy(ctx, printed);
    if (deliveryId === null)
      return refuse(
        'wrong-state',
        'This letter is not recorded as posted.',
        'Hand its batch over first, or wait for it.',
      );
    const at = startOf(ctx, pastDate(ctx, 'returnedOn', returnedOn));
    const outcome = await cameBack(ctx, { deliveryId, at, why: 'returned-mail' });
    return { customerId, deliveryId, outcome };
  },
});
