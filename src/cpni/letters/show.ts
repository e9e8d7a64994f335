import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id, pageOf, paging, sha256Hex, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { local, localOrNull } from '../customers/dates.ts';
import { type LetterBatch, letterBatchRow } from '../sendings/record.ts';
import { batchOf, standing } from './store.ts';

const batch = letterBatchRow
  .pick({ id: true, runId: true, state: true, letters: true, pages: true, why: true, receipt: true })
  .extend({
    openedBy: z.string(),
    openedAt: when,
    printedAt: when.nullable(),
    certificateHash: sha256Hex.nullable(),
    postedOn: date.nullable(),
    postedBy: z.string().nullable(),
  });

const shown = (zone: string, row: Omit<LetterBatch, 'certificate' | 'codeSeed'>): z.input<typeof batch> => ({
  id: row.id,
  runId: row.runId,
  state: row.state,
  letters: row.letters,
  pages: row.pages,
  why: row.why,
  receipt: row.receipt,
  openedBy: row.openerName,
  openedAt: local(zone, row.openedAt),
  printedAt: localOrNull(zone, row.printedAt),
  certificateHash: row.certificateHash,
  postedOn: row.postedOn,
  postedBy: row.posterName,
});

const part = z.strictObject({
  part: z.int(),
  versionId: id,
  language: z.enum(['en', 'es']),
  firstSequence: z.int(),
  letters: z.int(),
  pagesEach: z.int(),
  hash: sha256Hex,
});

/** Letters that need not go out any more and are pulled from the tray, by their numbers. */
const needless = async (ctx: Ctx, batchId: string) => {
  const rows = await ctx.tx
    .selectFrom('message')
    .select(['sequence', 'state', 'why'])
    .where('batchId', '=', batchId)
    .where('state', 'not in', ['letter', 'posted'])
    .orderBy('sequence')
    .limit(1000)
    .execute();
  return rows.map(({ sequence, why }) => ({
    sequence: sequence ?? 0,
    why: why ?? 'its e-mail was accepted after all',
  }));
};

export const showBatch = operation({
  http: 'GET /v1/letter-batches/{batchId}',
  says: 'How far a batch of letters is: printed, posted, recorded; its files with their hashes, and what to pull before it goes',
  law: ['47 CFR 64.2008(a)(2)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ batchId: id }),
  gives: batch.extend({
    /** Letters in files so far. */
    printed: z.int(),
    /** Letters whose delivery is recorded so far. */
    recorded: z.int(),
    parts: z.array(part),
    /** The first thousand that are to be pulled from the tray. */
    needless: z.array(z.strictObject({ sequence: z.int(), why: z.string() })),
  }),
  async run(ctx: Ctx, { batchId }) {
    const row = await batchOf(ctx, batchId);
    const parts = await ctx.tx
      .selectFrom('letterPart')
      .innerJoin('noticeVersion', 'noticeVersion.id', 'letterPart.versionId')
      .select(['part', 'versionId', 'language', 'firstSequence', 'letters', 'pagesEach', 'hash'])
      .where('batchId', '=', batchId)
      .orderBy('part')
      .execute();
    const { posted } = await standing(ctx, batchId);
    const printed = parts.reduce((sum, { letters }) => sum + letters, 0);
    const pull = row.state === 'posted' ? [] : await needless(ctx, batchId);
    return { ...shown(ctx.carrier.zone, row), printed, recorded: posted, parts, needless: pull };
  },
});

export const listBatches = operation({
  http: 'GET /v1/letter-batches',
  says: 'Batches of letters, newest first: who opened them, how many letters, and when the post took them',
  law: ['47 CFR 64.2008(a)(2)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ ...paging, cursor: id.optional() }),
  gives: pageOf(batch),
  async run(ctx: Ctx, { cursor, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('letterBatch')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('id', '<', cursor);
    const rows = await query.execute();
    return {
      items: rows.slice(0, limit).map((row) => shown(ctx.carrier.zone, row)),
      next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
    };
  },
});
