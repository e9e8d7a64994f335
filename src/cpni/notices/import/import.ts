import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Ctx, Work } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { streaming } from '../../../kernel/operation.ts';
import { found } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { hashing, inMode, type Mode } from '../../customers/import/batches.ts';
import { type Accepted, type Reading, type Rejected, writeBatch } from './batch.ts';
import { type Line, linesOf } from './lines.ts';

const batchRows = 1000;

const takes = z.strictObject({
  mode: z.enum(['dry-run', 'commit']),
  format: z.enum(['csv', 'ndjson']).default('csv'),
  versionId: id.optional(),
});

const readingOf = async (ctx: Ctx, versionId: string | undefined): Promise<Reading> => {
  const rows = await ctx.tx.selectFrom('noticeVersion').selectAll().execute();
  const versions = new Map(rows.flatMap((row) => [[row.id, row] as const, [row.contentHash, row] as const]));
  return { versions, usual: versionId === undefined ? null : found(versions.get(versionId), 'notice version') };
};

type Counts = { recorded: number; known: number; rejected: number; withoutEmailConsent: number };

const tally = (counts: Counts, results: readonly (Accepted | Rejected)[]): void => {
  for (const result of results) {
    counts[result.outcome] += 1;
    if (result.outcome === 'recorded' && result.emailConsent === 'none') counts.withoutEmailConsent += 1;
  }
};

const asLines = (results: readonly object[]): string => results.map((result) => `${JSON.stringify(result)}\n`).join('');

async function* report(
  work: Work,
  { mode, format, versionId }: z.output<typeof takes>,
  body: AsyncIterable<Uint8Array>,
): AsyncIterable<string> {
  const hash = createHash('sha256');
  const reading = await work.transaction((ctx) => readingOf(ctx, versionId));
  const counts: Counts = { recorded: 0, known: 0, rejected: 0, withoutEmailConsent: 0 };
  const flush = async (lines: readonly Line[]): Promise<string> => {
    const results = await inMode(work, mode, (ctx) => writeBatch(ctx, reading, lines));
    tally(counts, results);
    return asLines(results);
  };
  let batch: Line[] = [];
  for await (const line of linesOf(format, hashing(body, hash))) {
    batch.push(line);
    if (batch.length < batchRows) continue;
    yield await flush(batch);
    batch = [];
  }
  if (batch.length > 0) yield await flush(batch);
  const summary = {
    mode,
    rows: counts.recorded + counts.known + counts.rejected,
    ...counts,
    sha256: hash.digest('hex'),
  };
  if (mode === 'commit') await work.transaction((ctx) => recordEnd(ctx, mode, summary));
  yield asLines([{ summary }]);
}

const recordEnd = (ctx: Ctx, mode: Mode, summary: Counts & { readonly sha256: string; readonly rows: number }) =>
  record(ctx, {
    kind: 'notices.import-ended',
    subject: `file:${summary.sha256}`,
    happenedAt: ctx.at,
    facts: { ...summary, mode },
  });

export const importDeliveries = streaming({
  http: 'POST /v1/deliveries:import',
  says: 'Import deliveries of notices from CSV or NDJSON: each line recorded, known already, or rejected with its reason',
  law: ['47 CFR 64.2008(a)(2)', '47 CFR 64.2008(b)', '47 CFR 64.2008(d)(3)(i)'],
  may: ['marketing', 'compliance'],
  by: 'anyone',
  takes,
  reads: 'text/csv',
  writes: 'application/x-ndjson',
  stream: (work: Work, input, body) => report(work, input, body),
});
