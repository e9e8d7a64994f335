import { z } from 'zod';
import type { Ctx, Work } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { streaming } from '../../../kernel/operation.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { type Arrived, arrive, keepPieces, leave } from './arrive.ts';
import { brokenOff } from './held.ts';
import { type Part, partMaker, partsIn, pathOf } from './parts.ts';
import { readApart } from './read-apart.ts';
import { callFileRow } from './record.ts';

const takes = z.strictObject({ sourceId: id, name: callFileRow.shape.name });
type Asked = z.output<typeof takes>;

const sourceIn = async (ctx: Ctx, sourceId: string) =>
  found(
    await ctx.tx
      .selectFrom('callSource')
      .selectAll()
      .where('id', '=', sourceId)
      .where('endedAt', 'is', null)
      .executeTakeFirst(),
    'source in use',
  );

const isUnderWay = (): never =>
  refuse('under-way', 'This very file is being taken in.', 'Wait for the other import, or try again in an hour.');

/** An import under way; who takes a file over from one that nobody finished has another instant (epoch ms). */
type Mine = { readonly fileId: string; readonly begunAt: number };

type Begun = Mine & { readonly before: 'none' | 'kept'; readonly calls: number };

/** Takes away what an import wrote that was not finished. */
const forget = async (ctx: Ctx, fileId: string): Promise<void> => {
  await ctx.tx.deleteFrom('callPiece').where('fileId', '=', fileId).execute();
  await ctx.tx.deleteFrom('callQuarantine').where('fileId', '=', fileId).execute();
};

/** An import that fails leaves nothing but that the file came: it may be taken in again at once. */
const breakOff = async (ctx: Ctx, { fileId, begunAt }: Mine): Promise<void> => {
  const broken = await ctx.tx
    .updateTable('callFile')
    .set({ state: 'broken' })
    .where('id', '=', fileId)
    .where('state', '=', 'arriving')
    .where('takenAt', '=', begunAt)
    .returning('id')
    .executeTakeFirst();
  if (broken !== undefined) await forget(ctx, fileId);
};

/** The row of a file that arrives; the same bytes of the same source are taken in once. */
const begin = async (ctx: Ctx, { sourceId, name }: Asked, { sha256, bytes }: Arrived): Promise<Begun> => {
  const before = await ctx.tx
    .selectFrom('callFile')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .where('sha256', '=', sha256)
    .forUpdate()
    .executeTakeFirst();
  if (before === undefined) {
    const fileId = ctx.id();
    const nothing = { calls: 0, doubles: 0, quarantined: 0, firstAt: null, lastAt: null };
    const row = { id: fileId, sourceId, name, sha256, bytes, state: 'arriving' as const, ...nothing };
    const begun = await ctx.tx
      .insertInto('callFile')
      .values({ ...row, takenAt: ctx.at, takenBy: ctx.actor.name, keptFrom: ctx.at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (begun === undefined) isUnderWay();
    return { fileId, begunAt: ctx.at, before: 'none', calls: 0 };
  }
  if (before.state !== 'arriving' && before.state !== 'broken')
    return { fileId: before.id, begunAt: before.takenAt, before: 'kept', calls: before.calls };
  if (!brokenOff(before, ctx.at)) isUnderWay();
  await forget(ctx, before.id);
  await ctx.tx
    .updateTable('callFile')
    .set({ state: 'arriving', takenAt: ctx.at, takenBy: ctx.actor.name })
    .where('id', '=', before.id)
    .execute();
  return { fileId: before.id, begunAt: ctx.at, before: 'none', calls: 0 };
};

/** Why a row cannot be read, without the words of the row: those are read with a purpose. */
const withoutWords = (why: string): string => why.replaceAll(/'[^']*'/g, "'…'");

type Bad = { readonly row: number; readonly why: string };

const badAtOnce = 5000;

const keepBad = async (work: Work, fileId: string, bad: readonly Bad[]): Promise<void> => {
  for (let from = 0; from < bad.length; from += badAtOnce)
    await work.transaction((ctx) =>
      ctx.tx
        .insertInto('callQuarantine')
        .values(bad.slice(from, from + badAtOnce).map((one) => ({ fileId, ...one })))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
};

type Read = {
  readonly calls: number;
  readonly doubles: number;
  readonly quarantined: number;
  readonly parts: readonly Part[];
};

const finish = async (
  ctx: Ctx,
  { fileId, begunAt }: Mine,
  { name }: Asked,
  { sha256, bytes }: Arrived,
  read: Read,
): Promise<void> => {
  const { parts, calls, doubles, quarantined } = read;
  const firstAt = parts.length === 0 ? null : Math.min(...parts.map((part) => part.firstAt));
  const lastAt = parts.length === 0 ? null : Math.max(...parts.map((part) => part.lastAt));
  // taken in from now on: whoever looked before did not see its calls
  const kept = await ctx.tx
    .updateTable('callFile')
    .set({ state: 'kept', calls, doubles, quarantined, firstAt, lastAt, takenAt: ctx.at, keptFrom: firstAt ?? ctx.at })
    .where('id', '=', fileId)
    .where('state', '=', 'arriving')
    .where('takenAt', '=', begunAt)
    .returning('id')
    .executeTakeFirst();
  if (kept === undefined)
    refuse('under-way', 'Another import of this very file took over from this one.', 'List the files to see it.');
  for (const part of parts) await ctx.tx.insertInto('callPart').values(part).execute();
  await record(ctx, {
    kind: 'calls.imported',
    subject: `call-file:${fileId}`,
    happenedAt: ctx.at,
    facts: {
      name,
      sha256,
      bytes,
      calls,
      doubles,
      quarantined,
      days: parts.map(({ day, sha256: hash }) => ({ day, hash })),
    },
  });
};

// two files with the same calls, one after the other: the second knows what the first brought
const turns = new Map<string, Promise<unknown>>();

const inTurn = async <T>(carrierId: string, run: () => Promise<T>): Promise<T> => {
  const before = turns.get(carrierId) ?? Promise.resolve();
  const mine = before.catch(() => {}).then(run);
  turns.set(carrierId, mine);
  return mine;
};

const read = async (work: Work, dataFolder: string, fileId: string, asked: Asked, arrived: Arrived): Promise<Read> => {
  const { format, zone, columns, mapping } = await work.transaction((ctx) => sourceIn(ctx, asked.sourceId));
  const bad: Bad[] = [];
  const kept = (from: number, until: number) =>
    work.transaction(async (ctx) => (await partsIn(ctx, from, until)).map((part) => pathOf(ctx, part)));
  const maker = partMaker({ dataFolder, carrierId: work.carrier.id, fileId, kept });
  // the file is packed and kept beside its reading, and what was read is written for the searches beside both
  const pieces = keepPieces(work, fileId, arrived.raw);
  const reading = readApart(
    { source: { format, zone, columns, mapping }, id: fileId, raw: arrived.raw, folder: arrived.folder },
    { take: maker.take, bad: (row, why) => bad.push({ row, why: withoutWords(why) }) },
  );
  const parts = await Promise.allSettled([pieces, reading]).then(maker.made);
  await pieces;
  const tally = await reading;
  await keepBad(work, fileId, bad);
  const calls = parts.reduce((sum, part) => sum + part.calls, 0);
  return { parts, calls, doubles: tally.doubles + (tally.calls - calls), quarantined: tally.quarantined };
};

/** How many calls stand in the parts of each day. */
const byDay = (parts: readonly Part[]): readonly { readonly day: string; readonly calls: number }[] => {
  const days = new Map<string, number>();
  for (const { day, calls } of parts) days.set(day, (days.get(day) ?? 0) + calls);
  return [...days].map(([day, calls]) => ({ day, calls })).toSorted((a, b) => a.day.localeCompare(b.day));
};

async function* take(work: Work, asked: Asked, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const { dataFolder, way } = await work.transaction(async (ctx) => {
    await sourceIn(ctx, asked.sourceId);
    return { dataFolder: ctx.dataFolder, way: ctx.id() };
  });
  const arrived = await arrive(dataFolder, way, body);
  try {
    const { before, calls, ...mine } = await work.transaction((ctx) => begin(ctx, asked, arrived));
    const { fileId } = mine;
    const told = { fileId, sha256: arrived.sha256, bytes: arrived.bytes };
    if (before === 'kept') {
      yield `${JSON.stringify({ ...told, taken: 'before', calls })}\n`;
      return;
    }
    yield `${JSON.stringify({ ...told, arrived: true })}\n`;
    const summary = await inTurn(work.carrier.id, async () => {
      const result = await read(work, dataFolder, fileId, asked, arrived);
      await work.transaction((ctx) => finish(ctx, mine, asked, arrived, result));
      return result;
    }).catch(async (error: unknown) => {
      // without a database it stays as it is, and counts as broken off when nobody has finished it in time
      await work.transaction((ctx) => breakOff(ctx, mine)).catch(() => {});
      throw error;
    });
    const { parts, ...counts } = summary;
    yield `${JSON.stringify({ ...told, taken: 'now', ...counts, days: byDay(parts) })}\n`;
  } finally {
    await leave(arrived);
  }
}

export const importCalls = streaming({
  http: 'POST /v1/call-sources/{sourceId}/files',
  says: 'Take in a file of call records: kept as it came, read into calls, each call once; rows that cannot be read are kept with the reason',
  law: ['47 U.S.C. 222(c)(1)', '47 CFR 64.6305(a)(2)'],
  may: ['network'],
  by: 'anyone',
  takes,
  reads: 'application/octet-stream',
  writes: 'application/x-ndjson',
  stream: take,
});
