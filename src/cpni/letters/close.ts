import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import type { CountCertificate } from '../../documents/count-certificate.ts';
import { DAY } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { local } from '../customers/dates.ts';
import { hashOf } from './keep-part.ts';
import { batchOf, heldBatch } from './store.ts';
import { waitingLetters } from './waiting.ts';

const partsOf = (ctx: Ctx, batchId: string) =>
  ctx.tx
    .selectFrom('letterPart')
    .innerJoin('noticeVersion', 'noticeVersion.id', 'letterPart.versionId')
    .select(['part', 'language', 'firstSequence', 'letters', 'pagesEach', 'hash'])
    .where('batchId', '=', batchId)
    .orderBy('part')
    .execute();

const totals = (parts: readonly { readonly letters: number; readonly pagesEach: number }[]) => ({
  letters: parts.reduce((sum, { letters }) => sum + letters, 0),
  pages: parts.reduce((sum, { letters, pagesEach }) => sum + letters * pagesEach, 0),
});

/** The facts of the count certificate; null when not one letter could be printed. */
export const certificateOf = async (ctx: Ctx, batchId: string): Promise<CountCertificate | null> => {
  const { openerName, openedAt, runId } = await batchOf(ctx, batchId);
  const { approverName } = await ctx.tx
    .selectFrom('sendingRun')
    .select('approverName')
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  const parts = await partsOf(ctx, batchId);
  if (parts.length === 0) return null;
  return {
    kind: 'count-certificate',
    carrier: ctx.carrier.name,
    createdAt: local(ctx.carrier.zone, openedAt),
    demo: ctx.carrier.demo,
    batch: batchId,
    openedBy: openerName,
    approvedBy: approverName ?? '',
    ...totals(parts),
    parts,
  };
};

const askForAddresses = async (ctx: Ctx, runId: string): Promise<number> => {
  const { letters, withoutAddress } = await waitingLetters(ctx, runId);
  const left = letters + withoutAddress;
  if (left > 0)
    await openTask(ctx, {
      kind: 'addresses-wanted',
      subject: `sending:${runId}`,
      why: `${left} customers wait for a letter and have no postal address that fits an envelope: enter addresses, then print again.`,
      role: 'marketing',
      dueAt: ctx.at + 7 * DAY,
      key: runId,
    });
  return left;
};

/** Ends the printing of a batch: counted, with its certificate, and a task for those who could not be written to. */
export const closeBatch = async (ctx: Ctx, batchId: string, certificate: Uint8Array | null): Promise<void> => {
  const { state, runId } = await heldBatch(ctx, batchId);
  if (state !== 'open') return;
  const { letters, pages } = totals(await partsOf(ctx, batchId));
  const left = await askForAddresses(ctx, runId);
  if (certificate === null) {
    const why = 'not one letter of it could be printed';
    await ctx.tx
      .updateTable('letterBatch')
      .set({ state: 'cancelled', why, codeSeed: null })
      .where('id', '=', batchId)
      .execute();
    const facts = { why, left };
    await record(ctx, { kind: 'letters.cancelled', subject: `letter-batch:${batchId}`, happenedAt: ctx.at, facts });
    return;
  }
  const certificateHash = hashOf(certificate);
  await ctx.tx
    .updateTable('letterBatch')
    .set({
      state: 'printed',
      letters,
      pages,
      certificate: Buffer.from(certificate),
      certificateHash,
      printedAt: ctx.at,
    })
    .where('id', '=', batchId)
    .execute();
  const facts = { letters, pages, certificateHash, left };
  await record(ctx, { kind: 'letters.ready', subject: `letter-batch:${batchId}`, happenedAt: ctx.at, facts });
};
