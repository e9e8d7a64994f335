import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { pastDate } from '../../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../../db/context.ts';
import { linesIn } from '../../../kernel/lines.ts';
import { streaming } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { writeList } from '../columnar/called-lists.ts';
import { engineOf } from '../columnar/engine.ts';
import { readLine } from './read-line.ts';
import { calledListRow } from './record.ts';
import { rescoreFor } from './rescore.ts';
import { folderOf, pathOf } from './which.ts';

const takes = calledListRow.pick({ kind: true, publishedOn: true });
type Asked = z.output<typeof takes>;

type Read = { readonly sha256: string; readonly unread: number; readonly noData: number; readonly areaCodes: number[] };

/** Writes the numbers of a file beside, a line each, while it is read; a file of the whole country passes through. */
const spoolLines = async (body: AsyncIterable<Uint8Array>, kind: Asked['kind'], path: string): Promise<Read> => {
  const hash = createHash('sha256');
  const watched = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const codes = new Set<number>();
  let [unread, noData] = [0, 0];
  const read = readLine[kind];
  const numbers = async function* (): AsyncGenerator<string> {
    for await (const lines of linesIn(watched())) {
      let text = '';
      for (const line of lines) {
        const one = line === null ? null : read(line.trim());
        if (one === null) unread += line?.trim() === '' ? 0 : 1;
        else if (one.answer === 'no-data') noData += 1;
        else {
          codes.add(Math.floor(one.number / 10_000_000) - 1000);
          text += `${one.number},${one.answer === 'no' ? 0 : 1}\n`;
        }
      }
      if (text !== '') yield text;
    }
  };
  await pipeline(numbers(), createWriteStream(path, { mode: 0o600 }));
  return { sha256: hash.digest('hex'), unread, noData, areaCodes: [...codes].toSorted((a, b) => a - b) };
};

type Made = Read & {
  readonly id: string;
  readonly numbers: number;
  readonly reassigned: number;
  readonly file: string;
};

/** The list that is on record of the same file; it is there once a conflict showed it. */
const sameAs = ({ tx }: Ctx, { kind, publishedOn }: Asked, sha256: string) =>
  tx
    .selectFrom('calledList')
    .select('id')
    .where('kind', '=', kind)
    .where('publishedOn', '=', publishedOn)
    .where('sha256', '=', sha256)
    .where('goneAt', 'is', null)
    .executeTakeFirstOrThrow();

/** Puts the list on record and its file in its place, also when it is asked again; one that was taken in before has its file again. */
const keep = async (ctx: Ctx, asked: Asked, made: Made) => {
  const { file, id: ours, ...counts } = made;
  const added = await ctx.tx
    .insertInto('calledList')
    .values({
      ...{ id: ours, ...asked, ...counts, takenBy: ctx.actor.name, takenAt: ctx.at },
      ...{ goneAt: null, goneBy: null, goneWhy: null },
    })
    .onConflict((conflict) =>
      conflict.columns(['carrierId', 'kind', 'publishedOn', 'sha256']).where('goneAt', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  const { id } = added ?? (await sameAs(ctx, asked, counts.sha256));
  if (added !== undefined) {
    const facts = { as: asked.kind, publishedOn: asked.publishedOn, ...counts };
    await record(ctx, { kind: 'called-list.imported', subject: `called-list:${id}`, happenedAt: ctx.at, facts });
  }
  const path = pathOf(ctx, id);
  // a file without a row is nobody's; the row is seen only after it lies there
  if (!existsSync(path)) {
    await rename(file, path);
    await rescoreFor(ctx, { ...asked, areaCodes: counts.areaCodes });
  }
  return { id, ...asked, ...counts, outcome: added === undefined ? 'known' : 'recorded' };
};

async function* take(work: Work, asked: Asked, body: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const { dataFolder, id } = await work.transaction(async (ctx) => {
    pastDate(ctx, 'publishedOn', asked.publishedOn);
    return { dataFolder: ctx.dataFolder, id: ctx.id() };
  });
  const folder = folderOf(dataFolder, work.carrier.id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [lines, file] = [join(folder, `${randomUUID()}.lines`), join(folder, `${randomUUID()}.making`)];
  try {
    const read = await spoolLines(body, asked.kind, lines);
    if (read.areaCodes.length === 0)
      refuse(
        'invalid-input',
        'No line of the file is a number of the North American plan.',
        asked.kind === 'reassigned'
          ? 'Give the answer file of the database: a number and yes, no or no data a line.'
          : 'Give the file of the registry: ten digits a line.',
      );
    const { numbers, yes } = await writeList(engineOf(dataFolder), lines, file);
    const made = { ...read, id, numbers, reassigned: asked.kind === 'reassigned' ? yes : 0, file };
    yield `${JSON.stringify(await work.transaction((ctx) => keep(ctx, asked, made)))}\n`;
  } finally {
    await rm(lines, { force: true });
    await rm(file, { force: true });
  }
}

export const importCalledList = streaming({
  http: 'POST /v1/called-lists/{kind}/{publishedOn}',
  says: 'Take in a file of the National Do Not Call Registry (ten digits a line) or of answers of the Reassigned Numbers Database: days tell how many calls went to such numbers, also those that were scored before it came',
  law: ['47 CFR 64.6305(a)(2)', '47 CFR 64.6305(d)(2)(ii)'],
  may: ['network', 'compliance'],
  by: 'anyone',
  takes,
  reads: 'text/plain',
  writes: 'application/x-ndjson',
  stream: take,
});
