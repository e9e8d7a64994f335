import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Ctx, Work } from '../../db/context.ts';
import { streaming } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { type CallDetail, type CanonicalCall, canonicalCall } from './record.ts';

const batchRows = 1000;

type Bad = { readonly line: number; readonly detail: string };
type Read = { readonly line: number; readonly call: CanonicalCall } | Bad;

/** What became of the lines: calls kept, kept before, and of numbers that served nobody then. */
type Counts = { kept: number; again: number; nobodys: number; bad: number };

// names fields only: a bad line's values are a customer's calls
const read = (text: string, line: number): Read => {
  try {
    const result = canonicalCall.safeParse(JSON.parse(text));
    if (result.success) return { line, call: result.data };
    return {
      line,
      detail: result.error.issues.map(({ path, message }) => `'${path.join('.')}': ${message}`).join('; '),
    };
  } catch {
    return { line, detail: 'the line is not JSON' };
  }
};

async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  yield rest;
}

type Service = {
  readonly id: string;
  readonly customerId: string;
  readonly number: string | null;
  readonly fromAt: number;
  readonly untilAt: number | null;
};

const servicesOf = async (ctx: Ctx, calls: readonly CanonicalCall[]): Promise<ReadonlyMap<string, Service[]>> => {
  const numbers = [...new Set(calls.flatMap(({ from, to }) => [from, to]))].filter((number) => number !== null);
  const byNumber = new Map<string, Service[]>();
  if (numbers.length === 0) return byNumber;
  const rows = await ctx.tx
    .selectFrom('customerService')
    .select(['id', 'customerId', 'number', 'fromAt', 'untilAt'])
    .where('number', 'in', numbers)
    .where('provider', 'is', null)
    .execute();
  for (const row of rows) byNumber.set(row.number ?? '', [...(byNumber.get(row.number ?? '') ?? []), row]);
  return byNumber;
};

type NewCall = Omit<CallDetail, 'carrierId'>;

/** The call once for each customer whose number took part when it began: numbers move from one to another. */
const rowsOf = (ctx: Ctx, call: CanonicalCall, services: ReadonlyMap<string, readonly Service[]>): NewCall[] => {
  const startAt = Date.parse(call.start);
  const ends = [
    { direction: 'out' as const, own: call.from, other: call.to },
    { direction: 'in' as const, own: call.to, other: call.from },
  ];
  return ends.flatMap(({ direction, own, other }) =>
    (services.get(own ?? '') ?? [])
      .filter(({ fromAt, untilAt }) => fromAt <= startAt && (untilAt === null || startAt < untilAt))
      .map(({ id: serviceId, customerId }) => ({
        id: ctx.id(),
        customerId,
        serviceId,
        callKey: call.call_key,
        direction,
        otherNumber: other,
        startAt,
        talkMs: call.talk_ms,
      })),
  );
};

const keep = async (ctx: Ctx, batch: readonly Read[], counts: Counts): Promise<Bad[]> => {
  const calls = batch.flatMap((one) => ('call' in one ? [one.call] : []));
  const services = await servicesOf(ctx, calls);
  const rows = calls.flatMap((call) => {
    const own = rowsOf(ctx, call, services);
    if (own.length === 0) counts.nobodys += 1;
    return own;
  });
  const kept =
    rows.length === 0
      ? []
      : await ctx.tx
          .insertInto('callDetail')
          .values(rows)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .execute();
  counts.kept += kept.length;
  counts.again += rows.length - kept.length;
  const bad = batch.flatMap((one) => ('call' in one ? [] : [one]));
  counts.bad += bad.length;
  return bad;
};

const told = (bad: readonly Bad[]): string =>
  bad.map(({ line, detail }) => `${JSON.stringify({ line, error: { type: 'invalid-facts', detail } })}\n`).join('');

async function* report(work: Work, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const hash = createHash('sha256');
  const counts: Counts = { kept: 0, again: 0, nobodys: 0, bad: 0 };
  let batch: Read[] = [];
  let line = 0;
  for await (const text of linesOf(body)) {
    line += 1;
    if (text.trim() === '') continue;
    hash.update(`${text}\n`);
    batch.push(read(text, line));
    if (batch.length < batchRows) continue;
    const full = batch;
    batch = [];
    yield told(await work.transaction((ctx) => keep(ctx, full, counts)));
  }
  const summary = await work.transaction(async (ctx) => {
    const bad = await keep(ctx, batch, counts);
    const sha256 = hash.digest('hex');
    await record(ctx, {
      kind: 'call-detail.imported',
      subject: `file:${sha256}`,
      happenedAt: ctx.at,
      facts: { ...counts },
    });
    return `${told(bad)}${JSON.stringify({ summary: { ...counts, sha256 } })}\n`;
  });
  yield summary;
}

export const importCallDetail = streaming({
  http: 'POST /v1/call-detail:import',
  says: 'Import calls as canonical records (NDJSON, as `cdr convert` writes them): each is kept for the customer whose number of record took part then; a file read twice adds nothing',
  law: ['47 CFR 64.2003(d)', '47 CFR 64.2010(b)'],
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  reads: 'application/x-ndjson',
  writes: 'application/x-ndjson',
  stream: (work: Work, _input, body) => report(work, body),
});
