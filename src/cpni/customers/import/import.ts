import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Work } from '../../../db/context.ts';
import { streaming } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { halving, hashing, inMode, type Mode } from './batches.ts';
import type { Reason } from './cells.ts';
import { placesOf } from './columns.ts';
import { type CsvRow, csvRows } from './csv.ts';
import { type CustomerRow, type Reading, readingOf, readRow } from './row.ts';
import { nothingSeen, type Seen } from './seen.ts';
import { type Written, write } from './write.ts';

// one transaction a batch: well under five seconds, and one entry of evidence
const batchRows = 1000;

type Counts = { readonly outcomes: Map<string, number>; readonly vocabulary: Map<string, Map<string, number>> };
type Read = CustomerRow | { readonly line: number; readonly reasons: readonly Reason[] };

const rejected = (line: number, reasons: readonly Reason[]) => ({ line, outcome: 'rejected' as const, reasons });

const read = (reading: Reading, seen: Seen, row: CsvRow): Read => {
  const { line } = row;
  if (row.cells === null) return { line, reasons: [{ field: 'row', reason: row.broken }] };
  const result = readRow(reading, line, row.cells);
  if (!('account' in result)) return { line, reasons: result };
  if (seen.again(result.account))
    return { line, reasons: [{ field: 'account_number', reason: 'stands in an earlier row of this file' }] };
  return result;
};

const tally = (counts: Counts, outcome: string, row: CustomerRow | null): void => {
  counts.outcomes.set(outcome, (counts.outcomes.get(outcome) ?? 0) + 1);
  if (row === null || row.legacy === null) return;
  const { word, state } = row.legacy;
  const states = counts.vocabulary.get(word) ?? new Map<string, number>();
  states.set(state, (states.get(state) ?? 0) + 1);
  counts.vocabulary.set(word, states);
};

/** Writes a batch and gives its lines of the report in the order of the file. */
const flush = async (work: Work, mode: Mode, batch: readonly Read[], counts: Counts): Promise<string> => {
  const rows = batch.filter((row): row is CustomerRow => 'account' in row);
  const results = await halving(rows, (part) =>
    part.length === 0 ? Promise.resolve([]) : inMode(work, mode, (ctx) => write(ctx, part)),
  );
  const written = new Map<number, Written>();
  const refused = new Map<number, readonly Reason[]>();
  for (const result of results) {
    if ('refused' in result) refused.set(result.row.line, [{ field: 'row', reason: result.refused }]);
    else written.set(result.line, result);
  }
  const lines = batch.map((row) => {
    const good = written.get(row.line);
    tally(counts, good?.outcome ?? 'rejected', 'account' in row && good !== undefined ? row : null);
    return good ?? rejected(row.line, 'reasons' in row ? row.reasons : (refused.get(row.line) ?? []));
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
};

const summaryOf = (mode: Mode, { outcomes, vocabulary }: Counts, sha256: string) => {
  const { added = 0, changed = 0, unchanged = 0, rejected: bad = 0 } = Object.fromEntries(outcomes);
  const words = Object.fromEntries([...vocabulary].map(([word, states]) => [word, Object.fromEntries(states)]));
  return {
    mode,
    rows: added + changed + unchanged + bad,
    added,
    changed,
    unchanged,
    rejected: bad,
    vocabulary: words,
    sha256,
  };
};

const noHeader = (): never =>
  refuse('invalid-input', 'The file has no header line.', 'Put the names of the columns into the first line.');

async function* report(work: Work, mode: Mode, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const hash = createHash('sha256');
  const rows = csvRows(hashing(body, hash))[Symbol.asyncIterator]();
  const header = await rows.next();
  const places = header.done === true || header.value.cells === null ? noHeader() : placesOf(header.value.cells);
  const reading = await work.transaction((ctx) => readingOf(ctx, places));
  const counts: Counts = { outcomes: new Map(), vocabulary: new Map() };
  const seen = nothingSeen();
  let batch: Read[] = [];
  for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
    batch.push(read(reading, seen, next.value));
    if (batch.length < batchRows) continue;
    yield await flush(work, mode, batch, counts);
    batch = [];
  }
  if (batch.length > 0) yield await flush(work, mode, batch, counts);
  const summary = summaryOf(mode, counts, hash.digest('hex'));
  if (mode === 'commit') await work.transaction((ctx) => recordEnd(ctx, summary));
  yield `${JSON.stringify({ summary })}\n`;
}

const recordEnd = (ctx: Parameters<typeof record>[0], summary: ReturnType<typeof summaryOf>) =>
  record(ctx, {
    kind: 'customers.import-ended',
    subject: `file:${summary.sha256}`,
    happenedAt: ctx.at,
    facts: summary,
  });

export const importCustomers = streaming({
  http: 'POST /v1/customers:import',
  says: 'Import customers from CSV: a line of report for every row, then a summary; a dry run asks the database and writes nothing',
  law: ['47 CFR 64.2007(a)(3)', '47 CFR 64.2009(a)'],
  may: ['compliance'],
  by: 'anyone',
  takes: z.strictObject({ mode: z.enum(['dry-run', 'commit']) }),
  reads: 'text/csv',
  writes: 'application/x-ndjson',
  stream: (work: Work, { mode }, body) => report(work, mode, body),
});
