import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { letterLaw, mayPost } from './roles.ts';
import { heldBatch, needlessIn } from './store.ts';

const pdfOf = async (ctx: Ctx, batchId: string): Promise<Buffer> => {
  await workWithCpni(ctx);
  const { pdf, hash, state } = await heldBatch(ctx, batchId);
  if (pdf === null)
    return state === 'open'
      ? refuse('wrong-state', 'The letters are being set.', 'Ask again in a moment.')
      : refuse('wrong-state', 'The file was thrown away.', 'Print the letters again.');
  const needless = state === 'printed' ? await needlessIn(ctx, batchId) : 0;
  if (needless > 0)
    refuse(
      'wrong-state',
      `${needless} of its letters need not go out any more.`,
      'Cancel the batch (customerLetters.cancel) and print what still waits; of what is on paper already, pull those that the list of batches names.',
    );
  // it bears names, addresses and numbers that were shown
  const about = { subject: `customer-letter-batch:${batchId}`, happenedAt: ctx.at };
  await record(ctx, { kind: 'customer-letters.read', ...about, facts: { hash } });
  return pdf;
};

export const customerLetterFile = streaming({
  http: 'GET /v1/customer-letter-batches/{batchId}/file',
  says: 'The letters of a batch to voice customers for the printer: PDF, US Letter, the address where a No. 10 window shows it',
  law: letterLaw,
  may: mayPost,
  by: 'anyone',
  takes: z.strictObject({ batchId: id }),
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, { batchId }) {
    yield await work.transaction((ctx) => pdfOf(ctx, batchId));
  },
});
