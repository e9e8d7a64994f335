import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Reading, readApart, readInThread } from './read-apart.ts';

const folder = mkdtempSync(join(tmpdir(), 'compline-read-apart-'));
const program = join(folder, 'read-thread.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'read-thread.ts')],
    outfile: program,
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'error' },
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const row = (n: number): string => {
  const [day, minute] = [10 + Math.floor(n / 1500), String(n % 60).padStart(2, '0')];
  const at = (second: number) => `2026-03-${day} 15:${minute}:${String(second).padStart(2, '0')}`;
  return `"Bench","12027200000","1303220${String(n).padStart(4, '0')}","public","${at(0)}","${at(8)}","${at(20)}","20","12","NORMAL_CLEARING","7f3c2a00-1c8e-4d51-9b7a-${String(n).padStart(12, '0')}","","account-1","PCMU","PCMU"`;
};

/** Three days of calls, more bad rows than are told at once, and a call told twice. */
const raw = join(folder, 'Master.csv');
writeFileSync(
  raw,
  [
    ...Array.from({ length: 4500 }, (_, n) => row(n)),
    row(7),
    ...Array.from({ length: 1203 }, () => 'no row at all'),
  ].join('\n'),
);

const source = { format: 'freeswitch-csv', zone: 'UTC', columns: null, mapping: {} };

/** All that comes of a reading: the days with their bytes, the bad rows, the count. */
const all = async (read: typeof readApart, name: string) => {
  const into = mkdtempSync(join(folder, `${name}-`));
  const reading: Reading = { source, id: 'f1', raw, folder: into };
  const days: unknown[] = [];
  const bad: unknown[] = [];
  const tally = await read(reading, {
    take: async (day, { path, ...file }) => void days.push({ day, ...file, text: readFileSync(path, 'utf8') }),
    bad: (at, why) => bad.push({ at, why }),
  });
  return { days, bad, tally };
};

test('a thread reads a file as its caller does: the same days, bad rows and counts', async () => {
  const there = await all((reading, taking) => readInThread(program, reading, taking), 'there');
  expect(there).toEqual(await all(readApart, 'here'));
  expect(there.tally).toMatchObject({ calls: 4500, doubles: 1, quarantined: 1203 });
  expect(there.days).toHaveLength(3);
});

test('what goes wrong in the thread, or in who takes its calls, is told; the thread ends', async () => {
  const reading: Reading = { source, id: 'f1', raw: join(folder, 'gone.csv'), folder };
  const taking = { take: async () => {}, bad: () => {} };
  await expect(readInThread(program, reading, taking)).rejects.toThrow('ENOENT');
  const full = { ...taking, take: () => Promise.reject(new Error('the disk is full')) };
  await expect(readInThread(program, { ...reading, raw }, full)).rejects.toThrow('the disk is full');
  await expect(readInThread(join(folder, 'none.mjs'), reading, taking)).rejects.toThrow('none.mjs');
});

test('a format that is read no more is refused with the fix', async () => {
  const reading: Reading = { source: { ...source, format: 'gone' }, id: 'f1', raw, folder };
  await expect(readApart(reading, { take: async () => {}, bad: () => {} })).rejects.toThrow(
    'The format gone is not read any more.',
  );
});
