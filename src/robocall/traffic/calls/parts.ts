import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Ctx } from '../../../db/context.ts';
import { refuse } from '../../../kernel/problem.ts';
import { DAY, dateOfDay } from '../../../kernel/time.ts';
import type { DayFiles } from './by-day.ts';
import { engineOf } from './engine.ts';
import { type Held, type Parts, writeDay } from './queries.ts';

/** A part as it is on record. */
export type Part = Held & { readonly day: string; readonly fileId: string; readonly sha256: string };

/** Where the calls of a day of a file lie. */
export const pathOf = (
  ctx: { readonly dataFolder: string; readonly carrier: { readonly id: string } },
  fileId: string,
  day: string,
): string => join(ctx.dataFolder, 'calls', ctx.carrier.id, day, `${fileId}.parquet`);

/** The parts on record that hold calls of `[from, until)`, epoch ms. */
export const partsIn = (ctx: Ctx, from: number, until: number) =>
  ctx.tx
    .selectFrom('callPart')
    .select(['fileId', 'day'])
    .where('firstAt', '<', until)
    .where('lastAt', '>=', from)
    .orderBy('day')
    .orderBy('fileId')
    .execute();

const onDisk = (paths: readonly string[]): readonly string[] => {
  const missing = paths.filter((path) => !existsSync(path)).length;
  return missing === 0
    ? paths
    : refuse(
        'wrong-state',
        `${missing} of ${paths.length} days of call records are not on this disk.`,
        'POST /v1/call-records:rebuild makes them again of the files on record.',
      );
};

/** Paths of the parts that hold calls of a time. Refused where one is not on this disk: after a restore they are made again. */
export const pathsIn = async (ctx: Ctx, from: number, until: number): Promise<readonly string[]> =>
  onDisk((await partsIn(ctx, from, until)).map(({ fileId, day }) => pathOf(ctx, fileId, day)));

/** The same by who wrote them, for who counts calls: the gate's may be a switch's, too. */
export const partsBySource = async (ctx: Ctx, from: number, until: number): Promise<Parts> => {
  const ofGate = await ctx.tx
    .selectFrom('callFile as file')
    .innerJoin('callSource as source', 'source.id', 'file.sourceId')
    .select('file.id')
    .where('source.format', '=', 'gate')
    .where('file.firstAt', '<', until)
    .where('file.lastAt', '>=', from)
    .execute();
  const gate = new Set(ofGate.map(({ id }) => id));
  const rows = await partsIn(ctx, from, until);
  const paths = (of: typeof rows) => onDisk(of.map(({ fileId, day }) => pathOf(ctx, fileId, day)));
  return {
    switches: paths(rows.filter(({ fileId }) => !gate.has(fileId))),
    gate: paths(rows.filter(({ fileId }) => gate.has(fileId))),
  };
};

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
};

type Making = {
  readonly dataFolder: string;
  readonly carrierId: string;
  readonly fileId: string;
  readonly days: DayFiles;
  /** Paths of the parts whose calls are known already, for a time. */
  kept(from: number, until: number): Promise<readonly string[]>;
};

/** Makes the parts of a file out of its canonical calls, without those that are known. A part that is not put on record is never read. */
export const makeParts = async ({ dataFolder, carrierId, fileId, days, kept }: Making): Promise<readonly Part[]> => {
  const engine = engineOf(dataFolder);
  const parts: Part[] = [];
  for (const [number, from] of [...days].toSorted(([a], [b]) => a - b)) {
    const day = dateOfDay(number);
    const path = pathOf({ dataFolder, carrier: { id: carrierId } }, fileId, day);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const to = `${path}.new`;
    const held = await writeDay(engine, { from, kept: await kept(number * DAY, (number + 1) * DAY), to });
    await rm(from.path);
    if (held === null) {
      await rm(to);
      continue;
    }
    await rename(to, path);
    parts.push({ ...held, day, fileId, sha256: await hashOf(path) });
  }
  return parts;
};
