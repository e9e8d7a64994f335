import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { dateOfDay, type Zone } from '../../../kernel/time.ts';
import { noLists } from '../columnar/called-lists.ts';
import { dropTable } from '../columnar/calls-table.ts';
import type { Engine } from '../columnar/engine.ts';
import { canonicalFile, spanOf } from '../columnar/stored-calls.ts';
import { pathIn } from '../generate/files.ts';
import { labels } from '../generate/generate.ts';
import { countTraffic } from '../score/count-traffic.ts';
import type { AccountDay } from '../score/days.ts';
import { knownOf } from '../score/known.ts';
import { type Named, readSides, type Sides } from '../score/read-traffic.ts';
import { type Judged, judgeAll } from '../score/score.ts';
import type { Weights } from '../score/weights.ts';
import { readObjects } from '../side/read-objects.ts';

const labelLine = z.object({
  account: z.string(),
  day: z.iso.date(),
  label: z.enum(labels),
  profile: z.string(),
  serves: z.enum(['fit', 'left-out']),
  illegalCalls: z.number(),
});
export type Label = z.output<typeof labelLine>;

/** Labelled traffic in a folder, and how its days were counted and judged, with or without what stands beside the calls. */
export type JudgedFolder = { readonly days: readonly AccountDay[]; readonly judged: readonly Judged[] };

const nothing: Sides = { accounts: [], rights: [], complaints: [], tracebacks: [], traced: [], lists: noLists };

const fileIn = (folder: string, file: Parameters<typeof pathIn>[1]): Named => ({
  name: pathIn(folder, file),
  bytes: createReadStream(pathIn(folder, file)),
});

const refuseLine = (line: string): never => {
  throw new Error(line);
};

export const readLabels = async (folder: string): Promise<ReadonlyMap<string, Label>> => {
  const file = fileIn(folder, 'labels');
  const read = await readObjects(
    file.name,
    file.bytes,
    (fields) => {
      const parsed = labelLine.safeParse(fields);
      return parsed.success
        ? parsed.data
        : 'the line is no label: {"account","day","label","profile","serves","illegalCalls"}';
    },
    refuseLine,
  );
  return new Map(read.items.map((one) => [`${one.account} ${one.day}`, one]));
};

/** The label of a judged account-day. */
export const labelOf = (of: ReadonlyMap<string, Label>, account: string, day: number): Label | null =>
  of.get(`${account} ${dateOfDay(day)}`) ?? null;

/** Where labelled traffic lies, which is only read, and where the engine may write. */
export type Place = { readonly engine: Engine; readonly folder: string; readonly own: string };

export const judgeFolder = async (
  { engine, folder, own }: Place,
  weights: Weights,
  { beside, zone }: { readonly beside: 'side-channels' | 'calls-only'; readonly zone: Zone },
): Promise<JudgedFolder> => {
  const of = (file: Parameters<typeof pathIn>[1]): Named => fileIn(folder, file);
  const files = {
    accounts: of('accounts'),
    numbers: of('numbers'),
    complaints: of('complaints'),
    tracebacks: of('tracebacks'),
  };
  const sides = beside === 'calls-only' ? nothing : (await readSides(files, zone, refuseLine)).sides;
  const span = await spanOf(engine, pathIn(folder, 'calls'));
  if (span === null) return { days: [], judged: [] };
  const place = { engine, folder: own, name: 'evaluated', calls: canonicalFile(pathIn(folder, 'calls')) };
  const time = { from: span.from, until: span.until + 1, zone };
  const { days, signals } = await countTraffic(place, sides, time, 'account');
  await dropTable(engine, place.name);
  const accounts = new Map(sides.accounts.map((one) => [one.account, one]));
  const inventoried = new Set(sides.rights.map(({ account }) => account));
  const known = knownOf(days, [], { accounts, inventoried, signals });
  return { days, judged: judgeAll(known, weights, days, 'account') };
};
