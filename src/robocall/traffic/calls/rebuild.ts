import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Ctx, Work } from '../../../db/context.ts';
import { streaming } from '../../../kernel/operation.ts';
import { record } from '../../../ledger/record.ts';
import { restated } from '../days/due.ts';
import { canonicalOf } from './canonical-of.ts';
import { partMaker, pathOf } from './parts.ts';
import { tidyParts } from './tidy.ts';

type File = Awaited<ReturnType<typeof filesIn>>[number];

const filesIn = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('callFile as file')
    .innerJoin('callSource as source', 'source.id', 'file.sourceId')
    .select(['file.id', 'file.takenAt', 'source.format', 'source.zone', 'source.columns', 'source.mapping'])
    .where('file.state', '=', 'kept')
    .orderBy('file.takenAt')
    .orderBy('file.id')
    .execute();

const partsOf = (ctx: Ctx, fileId: string) =>
  ctx.tx.selectFrom('callPart').select(['day', 'name', 'firstAt', 'lastAt']).where('fileId', '=', fileId).execute();

/** The bytes of a file on record, piece by piece. */
async function* bytesOf(work: Work, fileId: string): AsyncGenerator<Uint8Array> {
  for (let after = 0; ; ) {
    const piece = await work.transaction((ctx) =>
      ctx.tx
        .selectFrom('callPiece')
        .select(['firstRow', 'packed'])
        .where('fileId', '=', fileId)
        .where('firstRow', '>', after)
        .orderBy('firstRow')
        .limit(1)
        .executeTakeFirst(),
    );
    if (piece === undefined) return;
    yield gunzipSync(piece.packed);
    after = piece.firstRow;
  }
}

/** Calls of files that were taken in earlier: what a file repeated of them is theirs. */
const earlierThan =
  (work: Work, { id, takenAt }: File) =>
  (from: number, until: number) =>
    work.transaction(async (ctx) => {
      const rows = await ctx.tx
        .selectFrom('callPart as part')
        .innerJoin('callFile as file', 'file.id', 'part.fileId')
        .select(['part.day', 'part.name'])
        .where('part.firstAt', '<', until)
        .where('part.lastAt', '>=', from)
        .where((eb) =>
          eb.or([eb('file.takenAt', '<', takenAt), eb.and([eb('file.takenAt', '=', takenAt), eb('file.id', '<', id)])]),
        )
        .execute();
      return rows.map((part) => pathOf(ctx, part));
    });

const again = async (work: Work, dataFolder: string, file: File): Promise<number> => {
  const folder = join(dataFolder, 'calls', 'arriving', file.id);
  // of a rebuilding that was broken off
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const carrierId = work.carrier.id;
    const maker = partMaker({ dataFolder, carrierId, fileId: file.id, kept: earlierThan(work, file) });
    const reading = canonicalOf(file, file.id, bytesOf(work, file.id), folder, { take: maker.take, bad: () => {} });
    const parts = await Promise.allSettled([reading]).then(maker.made);
    const tally = await reading;
    const calls = parts.reduce((sum, part) => sum + part.calls, 0);
    await work.transaction(async (ctx) => {
      const old = await partsOf(ctx, file.id);
      await restated(ctx, [...old, ...parts], async () => {
        await ctx.tx.deleteFrom('callPart').where('fileId', '=', file.id).execute();
        for (const part of parts) await ctx.tx.insertInto('callPart').values(part).execute();
      });
      const counts = { calls, doubles: tally.doubles + (tally.calls - calls) };
      await ctx.tx.updateTable('callFile').set(counts).where('id', '=', file.id).execute();
      await record(ctx, {
        kind: 'calls.rebuilt',
        subject: `call-file:${file.id}`,
        happenedAt: ctx.at,
        facts: { ...counts, days: parts.map(({ day, calls: of, sha256 }) => ({ day, calls: of, hash: sha256 })) },
      });
    });
    return new Set(parts.map(({ day }) => day)).size;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function* rebuild(work: Work, { files: which }: { files: 'missing' | 'all' }): AsyncIterable<string> {
  const { files, dataFolder } = await work.transaction(async (ctx) => ({
    files: await filesIn(ctx),
    dataFolder: ctx.dataFolder,
  }));
  let rebuilt = 0;
  for (const file of files) {
    const parts = await work.transaction(async (ctx) => (await partsOf(ctx, file.id)).map((part) => pathOf(ctx, part)));
    if (which === 'missing' && parts.every(existsSync)) continue;
    const days = await again(work, dataFolder, file);
    rebuilt += 1;
    yield `${JSON.stringify({ fileId: file.id, days })}\n`;
  }
  yield `${JSON.stringify({ files: files.length, rebuilt, removed: await tidyParts(work, dataFolder, Date.now()) })}\n`;
}

export const rebuildCalls = streaming({
  http: 'POST /v1/call-records:rebuild',
  says: 'Make the searchable call records again of the files on record, after a restore or a lost disk, and take away what no record names',
  law: [],
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({ files: z.enum(['missing', 'all']).default('missing') }),
  reads: null,
  writes: 'application/x-ndjson',
  stream: rebuild,
});
