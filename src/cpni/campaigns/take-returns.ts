import { createHash } from 'node:crypto';
import { z } from 'zod';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { hashing, inMode } from '../customers/import/batches.ts';
import { type CsvRow, csvRows } from '../customers/import/csv.ts';
import { columns, type RefusedLine, readRow, writeRows } from './return-rows.ts';
import { campaignById, inState } from './store.ts';

/** A no is several writes: so many lines are a transaction of well under a second. */
const batchRows = 200;
/** So many lines that were not taken stay on record; more are one mistake, and are counted. */
const mostKept = 1000;

const takes = z.strictObject({ campaignId: id, mode: z.enum(['dry-run', 'commit']) });
type Asked = z.output<typeof takes>;
type Counts = { readonly rows: number; readonly recorded: number; readonly known: number; readonly refused: number };

/** The rows under the header, which must name the columns. */
async function* rowsOf(body: AsyncIterable<Uint8Array>): AsyncIterable<CsvRow> {
  let headed = false;
  for await (const row of csvRows(body)) {
    if (headed) yield row;
    else if (row.cells?.map((cell) => cell.trim().toLowerCase()).join() === columns.join()) headed = true;
    else refuse('invalid-input', 'The first line does not name the columns.', `Write: ${columns.join(',')}`);
  }
}

async function* inBatches(rows: AsyncIterable<CsvRow>): AsyncIterable<readonly CsvRow[]> {
  let batch: CsvRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

type Ended = { readonly counts: Counts; readonly sha256: string; readonly refused: readonly RefusedLine[] };

/** Puts the file itself on record, with the lines that were not taken; the same file twice is one. */
const keepFile = async (ctx: Ctx, campaignId: string, { counts, sha256, refused }: Ended): Promise<void> => {
  const fileId = ctx.id();
  const added = await ctx.tx
    .insertInto('campaignReturnFile')
    .values({ id: fileId, campaignId, sha256, ...counts, takenBy: ctx.actor.name, takenAt: ctx.at })
    .onConflict((conflict) => conflict.columns(['carrierId', 'campaignId', 'sha256']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return;
  if (refused.length > 0)
    await ctx.tx
      .insertInto('campaignReturnRefused')
      .values(refused.map((line) => ({ fileId, ...line })))
      .execute();
  await record(ctx, {
    kind: 'campaign.returns-taken',
    subject: `campaign:${campaignId}`,
    happenedAt: ctx.at,
    facts: { file: fileId, sha256, ...counts },
  });
};

const asLine = (value: object): string => `${JSON.stringify(value)}\n`;

async function* take(work: Work, { campaignId, mode }: Asked, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const today = await work.transaction(async (ctx) => {
    inState(await campaignById(ctx, campaignId), ['released', 'closed'], 'Release the campaign first.');
    return dateAt(ctx, ctx.at);
  });
  const hash = createHash('sha256');
  const counts = { rows: 0, recorded: 0, known: 0, refused: 0 };
  const refused: RefusedLine[] = [];
  for await (const batch of inBatches(rowsOf(hashing(body, hash)))) {
    const read = batch.map((row) => readRow(row, today));
    const written = await inMode(work, mode, (ctx) => writeRows(ctx, campaignId, read));
    for (const one of written) {
      counts.rows += 1;
      if ('outcome' in one) {
        counts[one.outcome] += 1;
        continue;
      }
      counts.refused += 1;
      if (refused.length < mostKept) refused.push(one);
      yield asLine(one);
    }
    yield asLine({ read: counts.rows });
  }
  const sha256 = hash.digest('hex');
  if (mode === 'commit') await work.transaction((ctx) => keepFile(ctx, campaignId, { counts, sha256, refused }));
  yield asLine({ summary: { mode, ...counts, sha256 } });
}

export const importCampaignReturns = streaming({
  http: 'POST /v1/campaigns/{campaignId}/returns',
  says: `Take in what came back of a released campaign, as CSV with the columns ${columns.join(', ')}: bounces, returned mail, and answers of "stop", each of which is a no; a line that is not taken says why`,
  law: ['47 CFR 64.2009(c)', '47 CFR 64.2007(a)(2)'],
  may: ['marketing', 'supervisor', 'compliance'],
  by: 'anyone',
  takes,
  reads: 'text/csv',
  writes: 'application/x-ndjson',
  stream: take,
});
