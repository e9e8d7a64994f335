// Between the reading of a file and the engine every call stands in a line of its day: what it says comes out as it went in.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blank, type Draft } from '../cdr/draft.ts';
import { type FinishedCall, finish } from '../cdr/finish.ts';
import { engineOf } from '../columnar/engine.ts';
import { storedCalls, writeDay } from '../columnar/stored-calls.ts';
import { sortByDay } from './by-day.ts';

let folder = '';
const engine = () => engineOf(folder);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compline-by-day-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const noon = Date.UTC(2026, 2, 10, 12);
const call = (row: number, given: Partial<Draft>): FinishedCall => {
  const made = finish(
    { ...blank(row), call_key: `call-${row}`, start: noon + row * 1000, ...given },
    { id: 's', answeredOnly: false },
  );
  if (typeof made === 'string') throw new Error(made);
  return made;
};

const stored = async (name: string, calls: readonly FinishedCall[], kept: readonly string[]) => {
  const parts: { path: string; held: Awaited<ReturnType<typeof writeDay>> }[] = [];
  const sorted = sortByDay(folder, async (day, from) => {
    const path = join(folder, `${name}-${day}.parquet`);
    parts.push({ path, held: await writeDay(engine(), { from, kept, to: path }) });
    rmSync(from.path);
  });
  for (const one of calls) sorted.call(one);
  await sorted.flush();
  await sorted.close();
  return parts;
};
const read = (paths: readonly string[]) =>
  engine().rows(`select * from ${storedCalls({ switches: paths, gate: [] })} order by source_row`, {});

it('Texts keep tabs, quotes, line ends, spaces, and what looks like nothing; an empty text is not an unknown one', async () => {
  const texts = [
    'a\tb',
    'say "hi"',
    '"',
    'two\nlines',
    'cr\rlf\r\n',
    ' spaces ',
    'NULL',
    '\\N',
    '',
    'zażółć 漢字 🎉',
    '#no comment',
    "it's",
    'a,b;c|d',
    'nul\u0000in',
    '-1',
  ];
  const calls = texts.map((text, row) =>
    call(row, { account_ref: text, disposition_raw: text, trunk_out: text, src_ip: text }),
  );
  const [part] = await stored('texts', calls, []);
  const rows = await read([part?.path ?? '']);
  expect(rows.map(({ account_ref }) => account_ref)).toEqual(texts);
  for (const name of ['disposition_raw', 'trunk_out', 'src_ip']) expect(rows.map((row) => row[name])).toEqual(texts);
  expect(
    rows.every(
      ({ identity_result, ring, talk_precision_ms }) =>
        identity_result === null && ring === null && talk_precision_ms === null,
    ),
  ).toBe(true);
});

it('Every field of a call comes out as it went in, instants to the millisecond', async () => {
  const all = call(7, {
    leg: 'a',
    from_raw: '2025550143',
    to_raw: '911',
    start: noon + 1,
    ring: noon + 22,
    answer: noon + 333,
    end: noon + 4444,
    talk_ms: 4111,
    talk_precision_ms: 1,
    talk_rounding: 'exact',
    sip: 200,
    q850: 16,
    derived: ['q850', 'released_by'],
    released_by: 'caller',
    attest: 'B',
    identity_result: 'ok',
    end_missing: true,
  });
  const [part] = await stored('fields', [all], []);
  const [row] = await engine().rows(
    `select * replace (epoch_ms(start) as start, epoch_ms(ring) as ring, epoch_ms(answer) as answer, epoch_ms("end") as "end")
     from ${storedCalls({ switches: [part?.path ?? ''], gate: [] })}`,
    {},
  );
  const { source_id: _source, from_invalid_reason: _from, to_invalid_reason: _to, ...kept } = all;
  const numbers = {
    start: String(kept.start),
    ring: String(kept.ring),
    answer: String(kept.answer),
    end: String(kept.end),
    talk_ms: '4111',
  };
  expect(row).toEqual({ ...kept, ...numbers });
});

it('Calls of many days, in any order, each stand in a file of their day; in a file of many line ends none is lost', async () => {
  const days = Array.from({ length: 300 }, (_, row) => call(row, { start: noon + (row % 40) * 86_400_000 }));
  const parts = await stored('days', days, []);
  expect(parts.map(({ held }) => held?.calls).reduce((sum, one) => (sum ?? 0) + (one ?? 0), 0)).toBe(300);
  expect(parts).toHaveLength(40);
  expect((await read(parts.map(({ path }) => path))).map(({ source_row }) => source_row)).toEqual(
    days.map(({ source_row }) => source_row),
  );
  const broken = Array.from({ length: 30_000 }, (_, row) => call(row, { disposition_raw: `"${row}"\n\n\ttwo\n` }));
  const [part] = await stored('broken', broken, []);
  expect(part?.held).toEqual({ calls: 30_000, firstAt: noon, lastAt: noon + 29_999_000 });
  expect(
    (await read([part?.path ?? ''])).every(({ disposition_raw }, row) => disposition_raw === `"${row}"\n\n\ttwo\n`),
  ).toBe(true);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tsv'))).toEqual([]);
});

it('Calls that stand about in the order of their start stay as they stand; others are sorted by it', async () => {
  const orderOf = async (name: string, starts: readonly number[]) => {
    const calls = starts.map((minutes, row) => call(row, { start: noon + minutes * 60_000 }));
    const [part] = await stored(name, calls, []);
    const rows = await engine().rows(
      `select source_row from ${storedCalls({ switches: [part?.path ?? ''], gate: [] })}`,
      {},
    );
    return rows.map(({ source_row }) => source_row);
  };
  // written when they ended: the third began an hour before the one above it
  expect(await orderOf('ended', [0, 70, 10, 80])).toEqual([0, 1, 2, 3]);
  expect(await orderOf('mixed', [0, 71, 10, 80])).toEqual([0, 2, 1, 3]);
  expect(await orderOf('newest-first', [180, 120, 60, 0])).toEqual([3, 2, 1, 0]);
});

it('A text longer than a name is kept to its ten thousandth character', async () => {
  const [part] = await stored('long', [call(1, { disposition_raw: '"'.repeat(20_000) }), call(2, {})], []);
  const [long, short] = await read([part?.path ?? '']);
  expect([long?.disposition_raw, short?.call_key]).toEqual(['"'.repeat(10_000), 'call-2']);
});

it('What stands in another part is not written again; where nothing is new there is no part', async () => {
  const [first] = await stored('first', [call(1, { leg: 'a' }), call(2, {})], []);
  const known = [first?.path ?? ''];
  expect((await stored('again', [call(1, { leg: 'a' }), call(2, {})], known)).map(({ held }) => held)).toEqual([null]);
  const [more] = await stored('more', [call(1, { leg: 'b' }), call(2, {}), call(3, {})], known);
  expect((await read([more?.path ?? ''])).map(({ call_key, leg }) => [call_key, leg])).toEqual([
    ['call-1', 'b'],
    ['call-3', null],
  ]);
});

it('What stands in a file twice is written once, however far apart', async () => {
  const far = Array.from({ length: 200 }, (_, row) =>
    call(row, { call_key: `call-${row % 150}`, start: noon + (row % 150) * 1000 }),
  );
  const [part] = await stored('twice', far, []);
  expect(part?.held).toEqual({ calls: 150, firstAt: noon, lastAt: noon + 149_000 });
  expect((await read([part?.path ?? ''])).map(({ source_row }) => source_row)).toEqual(
    far.slice(0, 150).map(({ source_row }) => source_row),
  );
});

it('Each call is written once, also where there are as many days as buffers and one of them is full', async () => {
  const lines: string[] = [];
  const sorted = sortByDay(folder, async (_day, { path }) => {
    lines.push(...readFileSync(path, 'utf8').trimEnd().split('\n'));
    rmSync(path);
  });
  const calls = Array.from({ length: 3000 }, (_, row) => call(row, { start: noon + (row % 16) * 86_400_000 + row }));
  for (const one of calls) sorted.call(one);
  await sorted.close();
  expect(lines.map((line) => Number(line.split('\t', 1)[0])).toSorted((a, b) => a - b)).toEqual(
    calls.map(({ source_row }) => source_row),
  );
});
