import { createHash } from 'node:crypto';
import { z } from 'zod';
import { hashing, inMode, type Mode } from '../../../cpni/customers/import/batches.ts';
import { type CsvRow, csvRows } from '../../../cpni/customers/import/csv.ts';
import { nothingSeen, type Seen } from '../../../cpni/customers/import/seen.ts';
import type { Ctx, Work } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { streaming } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { zone } from '../../../kernel/time.ts';
import { record } from '../../../ledger/record.ts';
import { verifierOf } from '../give.ts';
import { openAccount } from '../rights.ts';
import { mayChangeNumbers } from '../roles.ts';
import { placesOf } from './columns.ts';
import { type Reading, type RefusedRow, type RightRow, readRow } from './row.ts';
import { type RowResult, write } from './write.ts';

// one transaction a batch: well under five seconds, and one entry of evidence
const batchRows = 5000;
const toldEvery = 10;

const takes = z.strictObject({
  mode: z.enum(['dry-run', 'commit']),
  /** the account of all rows; absent: the file names it */
  accountId: id.optional(),
  /** how a person made sure of all rows; absent: nobody did yet, so no call with the numbers is signed A */
  verification: z.string().trim().min(1).max(500).optional(),
});
type Asked = z.output<typeof takes>;

const readingOf = async (ctx: Ctx, asked: Asked, header: readonly string[]): Promise<Reading> => {
  const places = placesOf(header, asked.accountId === undefined ? 'in the file' : 'given');
  const here = zone(ctx.carrier.zone) ?? refuse('unavailable', 'The zone of the carrier is unknown.', 'Mend it.');
  if (asked.accountId !== undefined) await openAccount(ctx, asked.accountId);
  const accounts = await ctx.tx
    .selectFrom('voiceAccount')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', ctx.at)]))
    .execute();
  return {
    places,
    accountId: asked.accountId ?? null,
    accounts: new Map(
      accounts.flatMap((one) => [[one.id, one.id] as const, [one.name.toLowerCase(), one.id] as const]),
    ),
    zone: here,
    at: ctx.at,
  };
};

type Counts = { rows: number; accepted: number; unchanged: number; refused: number };

/** In a dry run every batch is taken back: what stands twice in the file only the file can tell. */
const again = (seen: Seen, mode: Mode, row: RightRow): boolean =>
  mode === 'dry-run' && seen.again(`${row.firstNumber}-${row.lastNumber}`);

const read = (reading: Reading, row: CsvRow): RightRow | RefusedRow =>
  row.cells === null ? { line: row.line, field: 'row', reason: row.broken } : readRow(reading, row.line, row.cells);

/** Writes a batch, counts it and gives the lines of its refused rows. */
const flush = async (
  work: Work,
  mode: Mode,
  batch: readonly (RightRow | RefusedRow)[],
  verifiedBy: string | null,
  counts: Counts,
): Promise<string> => {
  const rows = batch.filter((row): row is RightRow => 'accountId' in row);
  const results: readonly RowResult[] =
    rows.length === 0 ? [] : await inMode(work, mode, (ctx) => write(ctx, rows, verifiedBy));
  const refused: RefusedRow[] = batch.filter((row): row is RefusedRow => 'reason' in row);
  for (const result of results) {
    if ('reason' in result) refused.push(result);
    else counts[result.outcome] += 1;
  }
  counts.rows += batch.length;
  counts.refused += refused.length;
  return refused
    .sort((a, b) => a.line - b.line)
    .map((row) => `${JSON.stringify({ ...row, outcome: 'refused' })}\n`)
    .join('');
};

const noHeader = (): never =>
  refuse('invalid-input', 'The file has no header line.', 'Put the names of the columns into the first line.');

async function* report(work: Work, asked: Asked, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const { mode, verification = null } = asked;
  const hash = createHash('sha256');
  const rows = csvRows(hashing(body, hash))[Symbol.asyncIterator]();
  const header = await rows.next();
  const cells = header.done === true || header.value.cells === null ? noHeader() : header.value.cells;
  const { reading, verifiedBy } = await work.transaction(async (ctx) => ({
    reading: await readingOf(ctx, asked, cells),
    verifiedBy: verifierOf(ctx, verification),
  }));
  const counts: Counts = { rows: 0, accepted: 0, unchanged: 0, refused: 0 };
  const seen = nothingSeen();
  let batch: (RightRow | RefusedRow)[] = [];
  let batches = 0;
  for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
    const row = read(reading, next.value);
    const twice = 'accountId' in row && again(seen, mode, row);
    batch.push(twice ? { line: row.line, field: 'number', reason: 'stands in an earlier row of this file' } : row);
    if (batch.length < batchRows) continue;
    const told = await flush(work, mode, batch, verifiedBy, counts);
    batch = [];
    batches += 1;
    yield batches % toldEvery === 0 ? `${told}${JSON.stringify({ progress: counts })}\n` : told;
  }
  if (batch.length > 0) yield await flush(work, mode, batch, verifiedBy, counts);
  const summary = { mode, ...counts, verified: verification !== null, sha256: hash.digest('hex') };
  if (mode === 'commit')
    await work.transaction((ctx) =>
      record(ctx, {
        kind: 'numbers.import-ended',
        subject: `file:${summary.sha256}`,
        happenedAt: ctx.at,
        facts: summary,
      }),
    );
  yield `${JSON.stringify({ summary })}\n`;
}

export const importNumbers = streaming({
  http: 'POST /v1/numbers:import',
  says: 'Import rights to numbers from CSV, a million rows and more: a line for every refused row, progress, then a summary; a dry run asks the database and writes nothing',
  law: ['47 CFR 64.6301'],
  may: mayChangeNumbers,
  by: 'anyone',
  takes,
  reads: 'text/csv',
  writes: 'application/x-ndjson',
  stream: (work: Work, asked, body) => report(work, asked, body),
});
