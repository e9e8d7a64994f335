import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { refuse } from '../../../kernel/problem.ts';
import { dateOfDay } from '../../../kernel/time.ts';
import { engineOf } from '../columnar/engine.ts';
import { type Held, type Parts, writeDay } from '../columnar/stored-calls.ts';
import type { DayFile } from './by-day.ts';
import type { callPartRow } from './record.ts';

/** A part as it is on record. */
export type Part = Held & Omit<z.output<typeof callPartRow>, 'carrierId'>;

/** By what a part is found: its day (UTC), and its name there. */
export type PartName = Pick<Part, 'day' | 'name'>;

const suffix = '.parquet';

/** Where a part lies. */
export const pathOf = (
  ctx: { readonly dataFolder: string; readonly carrier: { readonly id: string } },
  { day, name }: PartName,
): string => join(ctx.dataFolder, 'calls', ctx.carrier.id, day, `${name}${suffix}`);

/** The name of the part that lies at a path. */
export const nameAt = (path: string): string => basename(path, suffix);

/** The file whose calls lie at a path. */
export const fileAt = (path: string): string => nameAt(path).replace(/\..*$/, '');

/** The parts on record that hold calls of `[from, until)`, epoch ms. */
export const partsIn = (ctx: Ctx, from: number, until: number) =>
  ctx.tx
    .selectFrom('callPart')
    .select(['fileId', 'day', 'name'])
    .where('firstAt', '<', until)
    .where('lastAt', '>=', from)
    .orderBy('day')
    .orderBy('fileId')
    .orderBy('name')
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
  onDisk((await partsIn(ctx, from, until)).map((part) => pathOf(ctx, part)));

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
  const paths = (of: typeof rows) => onDisk(of.map((part) => pathOf(ctx, part)));
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
  /** Paths of the parts of other files whose calls are known already, for a time (epoch ms). */
  kept(from: number, until: number): Promise<readonly string[]>;
};

/** Makes the parts of a file. */
export type PartMaker = {
  /** Makes a part out of calls of a day, without those that are known, while the caller goes on; resolves when the one before is made. */
  take(day: number, from: DayFile): Promise<void>;
  /** What was made. */
  made(): Promise<readonly Part[]>;
};

/**
 * Makes the parts of a file out of its canonical calls, one after the other. A part that is not put on record is never read; none takes the place
 * of another, whoever makes the same at the same time or made it before.
 */
export const partMaker = ({ dataFolder, carrierId, fileId, kept }: Making): PartMaker => {
  const engine = engineOf(dataFolder);
  const parts: Part[] = [];
  const pathTo = (part: PartName): string => pathOf({ dataFolder, carrier: { id: carrierId } }, part);
  const attempt = `${fileId}.${randomBytes(4).toString('hex')}`;
  let made = 0;
  const make = async (number: number, from: DayFile): Promise<void> => {
    const day = dateOfDay(number);
    made += 1;
    const name = `${attempt}-${made}`;
    const to = pathTo({ day, name });
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const own = parts.filter((part) => part.day === day).map(pathTo);
    const known = [...(await kept(from.first, from.last + 1)), ...own];
    const held = await writeDay(engine, { from, kept: known, to });
    await rm(from.path);
    if (held === null) return rm(to);
    parts.push({ ...held, fileId, day, name, sha256: await hashOf(to) });
  };
  let last = Promise.resolve();
  return {
    async take(day, from) {
      const before = last;
      last = before.then(() => make(day, from));
      // told to whoever takes or asks next
      last.catch(() => {});
      await before;
    },
    async made() {
      await last;
      return parts;
    },
  };
};
