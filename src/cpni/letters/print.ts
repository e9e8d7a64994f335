import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import type { CountCertificate } from '../../documents/count-certificate.ts';
import { typesetLetters } from '../../documents/letters.ts';
import { render } from '../../documents/render.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { holdOn } from '../sendings/breach-hold.ts';
import { certificateOf, closeBatch } from './close.ts';
import { keepPart } from './keep-part.ts';
import { wantPart } from './open.ts';
import { type PartFacts, partFacts } from './part-facts.ts';

type Task =
  | { readonly makes: 'part'; readonly facts: PartFacts }
  | { readonly makes: 'certificate'; readonly batchId: string; readonly certificate: CountCertificate | null };

type Made = { readonly pdf: Uint8Array | null; readonly pagesEach: number };

const hour = 3_600_000;

/** Whether a batch is open under a sending that is still approved; a hold of a breach keeps it, and is asked about again every hour. */
const goesOn = async (ctx: Ctx, batchId: string, part: number): Promise<boolean> => {
  const row = await ctx.tx
    .selectFrom('letterBatch')
    .innerJoin('sendingRun', 'sendingRun.id', 'letterBatch.runId')
    .select(['sendingRun.groupId', 'sendingRun.breachId', 'sendingRun.notOfBreach'])
    .where('letterBatch.id', '=', batchId)
    .where('letterBatch.state', '=', 'open')
    .where('sendingRun.state', '=', 'approved')
    .executeTakeFirst();
  if (row === undefined) return false;
  if ((await holdOn(ctx, row)) === null) return true;
  await wantPart(ctx, batchId, part, ctx.at + hour);
  return false;
};

/**
 * Makes one part of a batch, or the certificate after the last. Nothing is written before the file is there: a part cut off in the
 * middle is made again from the same facts, and comes to the same bytes.
 */
export const printPart = outward({
  says: 'Set the next letters of a batch as a file for the printer, or the count certificate when none is left',
  law: ['47 CFR 64.2008(b)', '47 CFR 64.2008(d)(3)(iii)'],
  takes: z.strictObject({ batchId: id, part: z.int().positive() }),
  async prepare(ctx: Ctx, { batchId, part }): Promise<Task | null> {
    if (!(await goesOn(ctx, batchId, part))) return null;
    const facts = await partFacts(ctx, batchId, part);
    if (facts === 'made') return null;
    return facts === 'none left'
      ? { makes: 'certificate', batchId, certificate: await certificateOf(ctx, batchId) }
      : { makes: 'part', facts };
  },
  // letters are set in a thread of their own, and no transaction waits for it
  async reach(_outside: unknown, task): Promise<Made> {
    if (task.makes === 'part') return typesetLetters(task.facts.file);
    return { pdf: task.certificate === null ? null : render(task.certificate), pagesEach: 0 };
  },
  async run(ctx: Ctx, task, { pdf, pagesEach }) {
    if (task.makes === 'certificate') return closeBatch(ctx, task.batchId, pdf);
    if (pdf === null) throw new Error('a part was made without a file');
    await keepPart(ctx, task.facts, { pdf, pagesEach });
    await wantPart(ctx, task.facts.batchId, task.facts.part + 1, ctx.at);
  },
});
