// A large day of a file is made into several parts while the file is read: together they hold each call once, whatever the order of the rows.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blank } from '../cdr/draft.ts';
import { type FinishedCall, finish } from '../cdr/finish.ts';
import { engineOf } from '../columnar/engine.ts';
import { storedCalls } from '../columnar/stored-calls.ts';
import { sortByDay } from './by-day.ts';
import { fileAt, partMaker, pathOf } from './parts.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compline-parts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const noon = Date.UTC(2026, 2, 10, 12);
const call = (row: number, key: number, start: number): FinishedCall => {
  const made = finish({ ...blank(row), call_key: `call-${key}`, start }, { id: 's', answeredOnly: false });
  if (typeof made === 'string') throw new Error(made);
  return made;
};

/** Parts of at most about twenty calls, written as an import writes them that hears of so many calls at a time. */
const make = async (fileId: string, calls: readonly FinishedCall[], atATime = 10) => {
  const arriving = join(folder, `arriving-${fileId}`);
  mkdirSync(arriving, { recursive: true });
  const maker = partMaker({ dataFolder: folder, carrierId: 'c', fileId, kept: async () => [] });
  const sorted = sortByDay(arriving, maker.take, 2000);
  for (const [at, one] of calls.entries()) {
    sorted.call(one);
    if (at % atATime === atATime - 1) await sorted.flush();
  }
  await sorted.close();
  const parts = await maker.made();
  expect(readdirSync(arriving)).toEqual([]);
  return parts;
};
const keysIn = async (parts: Awaited<ReturnType<typeof make>>) => {
  const paths = parts.map((part) => pathOf({ dataFolder: folder, carrier: { id: 'c' } }, part));
  expect(new Set(paths.map(fileAt)).size).toBe(1);
  const rows = await engineOf(folder).rows(
    `select call_key from ${storedCalls({ switches: paths, gate: [] })} order by source_row`,
    {},
  );
  return rows.map((row) => row.call_key);
};

it('Each call stands in one of them, each with a name of its own', async () => {
  const calls = Array.from({ length: 200 }, (_, row) =>
    call(row, row, noon + row * 1000 + (row % 50 === 0 ? 43_200_000 : 0)),
  );
  const parts = await make('plain', calls);
  expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
  expect(parts.length).toBeGreaterThan(6);
  expect(await keysIn(parts)).toEqual(calls.map(({ call_key }) => call_key));
});

it('Made again, they are the same, however the file comes in', async () => {
  const calls = Array.from({ length: 200 }, (_, row) => call(row, row, noon + row * 1000));
  const once = await make('same', calls, 7);
  const again = await make('same', calls, 64);
  const cuts = (parts: typeof once) =>
    parts.map(({ day, calls: of, firstAt, lastAt }) => ({ day, of, firstAt, lastAt }));
  expect(cuts(again)).toEqual(cuts(once));
  // and none took the place of another
  expect(await keysIn(once)).toEqual(await keysIn(again));
  expect(new Set([...once, ...again].map(({ name }) => name)).size).toBe(2 * once.length);
});

it('A call that comes again in a later part is known from the earlier, also where rows are in no order', async () => {
  const mixed = (row: number) => (row * 7919) % 100;
  const calls = Array.from({ length: 200 }, (_, row) => call(row, mixed(row), noon + mixed(row) * 60_000));
  const parts = await make('again', calls);
  expect(parts.reduce((sum, part) => sum + part.calls, 0)).toBe(100);
  expect(await keysIn(parts)).toEqual(calls.slice(0, 100).map(({ call_key }) => call_key));
});

it('What cannot be written is told to whoever takes next or asks for the parts', async () => {
  const maker = partMaker({ dataFolder: folder, carrierId: 'c', fileId: 'gone', kept: async () => [] });
  const nowhere = { path: join(folder, 'nowhere.tsv'), order: 'by-time', first: noon, last: noon } as const;
  await maker.take(20_000, nowhere);
  await expect(maker.take(20_000, nowhere)).rejects.toThrow('nowhere.tsv');
  await expect(maker.made()).rejects.toThrow('nowhere.tsv');
});
