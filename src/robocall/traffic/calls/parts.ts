import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Ctx } from '../../../db/context.ts';
import { refuse } from '../../../kernel/problem.ts';
import { type Engine, engineOf } from './engine.ts';
import { type Day, drop, spanOf, takeNew, writeDay } from './queries.ts';

/** A part as it is on record. */
export type Part = Day & { readonly fileId: string; readonly sha256: string };

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

/** Paths of the parts that hold calls of a time. Refused where one is not on this disk: after a restore they are made again. */
export const pathsIn = async (ctx: Ctx, from: number, until: number): Promise<readonly string[]> => {
  const paths = (await partsIn(ctx, from, until)).map(({ fileId, day }) => pathOf(ctx, fileId, day));
  const missing = paths.filter((path) => !existsSync(path)).length;
  return missing === 0
    ? paths
    : refuse(
        'wrong-state',
        `${missing} of ${paths.length} days of call records are not on this disk.`,
        'POST /v1/call-records:rebuild makes them again of the files on record.',
      );
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
  readonly ndjson: string;
  /** Paths of the parts whose calls are known already, for the time of these. */
  kept(from: number, until: number): Promise<readonly string[]>;
};

const writeParts = async (
  engine: Engine,
  table: string,
  making: Making,
  days: readonly Day[],
): Promise<readonly Part[]> => {
  const { dataFolder, carrierId, fileId } = making;
  const parts: Part[] = [];
  for (const day of days) {
    const path = pathOf({ dataFolder, carrier: { id: carrierId } }, fileId, day.day);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const beside = `${path}.new`;
    await writeDay(engine, table, day.day, beside);
    await rename(beside, path);
    parts.push({ ...day, fileId, sha256: await hashOf(path) });
  }
  return parts;
};

/** Makes the parts of a file out of its canonical calls, without those that are known. A part that is not put on record is never read. */
export const makeParts = async (making: Making): Promise<readonly Part[]> => {
  const engine = engineOf(making.dataFolder);
  const span = await spanOf(engine, making.ndjson);
  if (span === null) return [];
  const table = `calls_${making.fileId.replaceAll('-', '')}`;
  try {
    const kept = await making.kept(span.from, span.until + 1);
    const days = await takeNew(engine, { table, ndjson: making.ndjson, kept });
    return await writeParts(engine, table, making, days);
  } finally {
    await drop(engine, table);
  }
};
