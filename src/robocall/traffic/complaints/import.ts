import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, Work } from '../../../db/context.ts';
import { streaming } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { zone } from '../../../kernel/time.ts';
import { record } from '../../../ledger/record.ts';
import { mostInBlock } from '../../numbers/cut.ts';
import { commaRows, readerOf } from '../../numbers/lists/table.ts';
import { toNumber } from '../../numbers/normalise.ts';
import { momentOf } from './moment.ts';
import { complaintSource } from './record.ts';

type Source = z.output<typeof complaintSource>;

/** The columns of each file by the spellings that its publisher has used. */
const columns = {
  ftc: { number: ['companyphonenumber'], at: ['violationdate', 'createddate'], time: ['violationdate', 'createddate'] },
  fcc: {
    number: ['calleridnumber'],
    at: ['dateofissue', 'ticketcreated'],
    time: ['timeofissue', 'dateofissue', 'ticketcreated'],
  },
} as const;

type Complaint = { readonly number: number; readonly at: number; readonly rowHash: string };

type Tally = { rows: number; unread: number; own: number; taken: number };

const eastern = zone('America/New_York');

/** Rows of a file as complaints; null where a row names no number or no day. */
async function* complaintsIn(source: Source, body: AsyncIterable<Uint8Array>): AsyncGenerator<Complaint | null> {
  let read: ReturnType<typeof readerOf<'number' | 'at' | 'time'>> | null = null;
  for await (const { cells } of commaRows(body)) {
    if (read === null) {
      read = readerOf(cells, columns[source]);
      continue;
    }
    const number = toNumber(read(cells, 'number'));
    // the files name no zone: the agencies sit in the East, and half a day does no harm
    const at = eastern === null ? null : momentOf(read(cells, 'at'), read(cells, 'time'), eastern);
    const rowHash = createHash('sha256').update(cells.join('\u0000')).digest('hex');
    yield number === null || at === null ? null : { number, at, rowHash };
  }
}

/** Those about a number that some account has or had a right to. */
const ownOf = async (ctx: Ctx, complaints: readonly Complaint[]): Promise<readonly Complaint[]> => {
  const numbers = [...new Set(complaints.map(({ number }) => number))];
  const { rows } = await sql<{ number: number }>`
    select wanted.number from unnest(${numbers}::bigint[]) as wanted(number)
    where exists (select from number_right held
      where held.first_number <= wanted.number and held.first_number > wanted.number - ${mostInBlock}::bigint
        and held.last_number >= wanted.number and held.until_at is distinct from held.from_at)`.execute(ctx.tx);
  const own = new Set(rows.map(({ number }) => number));
  return complaints.filter(({ number }) => own.has(number));
};

const keep = async (ctx: Ctx, source: Source, complaints: readonly Complaint[]): Promise<number> => {
  if (complaints.length === 0) return 0;
  const rows = await ctx.tx
    .insertInto('numberComplaint')
    .values(complaints.map((one) => ({ id: ctx.id(), source, ...one, takenAt: ctx.at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.length;
};

const takes = z.strictObject({ source: complaintSource });
const atOnce = 2000;

async function* take(
  work: Work,
  { source }: z.output<typeof takes>,
  body: AsyncIterable<Uint8Array>,
): AsyncIterable<string> {
  const tally: Tally = { rows: 0, unread: 0, own: 0, taken: 0 };
  const hash = createHash('sha256');
  const watched = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      hash.update(chunk);
      yield chunk;
    }
  };
  let waiting: Complaint[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    await work.transaction(async (ctx) => {
      const own = await ownOf(ctx, batch);
      tally.own += own.length;
      tally.taken += await keep(ctx, source, own);
    });
  };
  for await (const one of complaintsIn(source, watched())) {
    tally.rows += 1;
    if (one === null) tally.unread += 1;
    else waiting.push(one);
    if (waiting.length >= atOnce) await flush();
  }
  await flush();
  if (tally.rows === 0)
    refuse('invalid-input', 'There is no row under the header.', 'Give the file as it was published.');
  const sha256 = hash.digest('hex');
  await work.transaction((ctx) =>
    record(ctx, {
      kind: 'traffic.complaints-imported',
      subject: `complaint-file:${sha256.slice(0, 32)}`,
      happenedAt: ctx.at,
      facts: { source, sha256, ...tally },
    }),
  );
  yield `${JSON.stringify({ source, sha256, ...tally })}\n`;
}

export const importComplaints = streaming({
  http: 'POST /v1/number-complaints/{source}',
  says: 'Take in a public file of complaints (FTC daily, FCC unwanted calls): only those about numbers of our accounts are kept, each once, and nothing of who complained',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['network', 'compliance'],
  by: 'anyone',
  takes,
  reads: 'text/csv',
  writes: 'application/x-ndjson',
  stream: take,
});
