import { z } from 'zod';
import { demandCount, demandPostingDay } from '../../carriers/letters/hand-over.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { demandRunWasNotHeld } from '../sendings/breach-hold.ts';
import { letterBatchRow } from '../sendings/record.ts';
import { steadyRun } from '../sendings/runs.ts';
import { batchOf, demandApproved, heldBatch, mayPrint, standing } from './store.ts';

/** Wants the deliveries of a batch recorded, a few files at a time. */
export const wantRecorded = (ctx: Ctx, batchId: string): Promise<void> =>
  later(ctx, { does: 'letters.record', input: { batchId }, from: ctx.at, key: ctx.id() });

export const handOver = operation({
  http: 'POST /v1/letter-batches/{batchId}:hand-over',
  says: 'Record that the post took a batch: who gave it, on what day, how many; from that day each letter’s wait is counted',
  law: ['47 CFR 64.2008(a)(2)', '47 CFR 64.2008(d)(1)(ii)'],
  may: mayPrint,
  by: 'person',
  takes: z.strictObject({
    batchId: id,
    postedOn: date,
    letters: z.int().positive(),
    /** Number or place of the postal receipt. */
    receipt: z.string().trim().min(1).max(200),
  }),
  gives: letterBatchRow.pick({ id: true, state: true, letters: true, postedOn: true }),
  async run(ctx: Ctx, { batchId, postedOn, letters, receipt }) {
    // nobody stops the sending meanwhile: what is stopped before stays here, what is posted before went out
    await steadyRun(ctx, (await batchOf(ctx, batchId)).runId);
    const batch = await heldBatch(ctx, batchId);
    if (batch.state !== 'printed' || batch.printedAt === null)
      return refuse('wrong-state', `The batch is ${batch.state}.`, 'Only what is printed is handed to the post.');
    await demandApproved(ctx, batch.runId);
    demandPostingDay(ctx, postedOn, batch.printedAt);
    await demandRunWasNotHeld(ctx, batch.runId, postedOn);
    const { letter, needless } = await standing(ctx, batchId);
    demandCount(letters, letter, needless);
    const postedBy = ctx.actor.id ?? refuse('person-needed', 'A person hands letters to the post.', 'Sign in.');
    const posted = { state: 'posted' as const, postedOn, receipt, postedBy, posterName: ctx.actor.name };
    await ctx.tx
      .updateTable('letterBatch')
      .set({ ...posted, postedAt: ctx.at, codeSeed: null })
      .where('id', '=', batchId)
      .execute();
    const facts = { postedOn, letters, receipt, certificateHash: batch.certificateHash };
    await record(ctx, { kind: 'letters.posted', subject: `letter-batch:${batchId}`, happenedAt: ctx.at, facts });
    await wantRecorded(ctx, batchId);
    return { id: batchId, state: 'posted' as const, letters, postedOn };
  },
});
