// Call records come from the switches and are found again: each call once, each row as it came, who looked on record.
import { readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { type Ctx, systemAsks, workOf } from '../../../db/context.ts';
import { listCallFiles, listQuarantine } from './files.ts';
import { importCalls } from './import.ts';
import { originalRow } from './original.ts';
import { rebuildCalls } from './rebuild.ts';
import { searchCalls } from './search.ts';
import { addCallSource, endCallSource, listCallSources } from './sources.ts';

let home: TestHouse;
let prairie: TestCarrier;
let harbor: TestCarrier;
let noor: Staff;
let finn: Staff;
let sourceId = '';

const row = (n: number, start: string, to = `1303555${String(n).padStart(4, '0')}`): string =>
  `"Acme Dental","12025550143","${to}","public","${start}","${start}","${start}","4","4","NORMAL_CLEARING","7f3c2a00-1c8e-4d51-9b7a-${String(n).padStart(12, '0')}","","acme-dental","PCMU","PCMU"\n`;
const march = (n: number): string =>
  row(n, `2026-03-${String(10 + (n % 3)).padStart(2, '0')} 10:02:${String(n % 60).padStart(2, '0')}`);
const first = Array.from({ length: 90 }, (_, n) => march(n)).join('');

const summary = z.looseObject({ taken: z.enum(['now', 'before']), fileId: z.string(), calls: z.number() });
const take = async (text: string, name = 'Master.csv') =>
  summary.parse(
    JSON.parse((await prairie.stream(noor, importCalls, { sourceId, name }, text)).trimEnd().split('\n').at(-1) ?? ''),
  );

async function* oneBody(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

const reason = { purpose: 'traceback', reason: 'ITG 4711' } as const;
const span = { from: '2026-03-01T00:00:00Z', until: '2026-03-31T00:00:00Z' };
const find = (more: object) => prairie.run(noor, searchCalls, { ...reason, ...span, ...more });

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
  noor = await prairie.person('Noor Haddad', 'network');
  finn = await harbor.person('Finn Roe', 'network');
  const added = await prairie.run(noor, addCallSource, {
    name: 'fs1',
    format: 'freeswitch-csv',
    zone: 'America/New_York',
  });
  sourceId = added.id;
});
afterAll(() => home.close());

describe('A source', () => {
  it('is refused by the name of the field: a format that is not read, a wall clock without its zone, a zone that is none', async () => {
    const add = (more: object) => prairie.run(noor, addCallSource, { name: 'fs2', format: 'freeswitch-csv', ...more });
    await expect(add({ format: 'abacus', zone: 'UTC' })).rejects.toMatchObject({
      facts: { detail: expect.stringMatching(/^format:/) },
    });
    await expect(add({})).rejects.toMatchObject({ facts: { detail: expect.stringMatching(/^zone:/) } });
    await expect(add({ zone: 'Mars/Olympus' })).rejects.toMatchObject({
      facts: { detail: expect.stringMatching(/^zone:/) },
    });
    await expect(
      prairie.run(noor, addCallSource, { name: 'fs1', format: 'freeswitch-csv', zone: 'UTC' }),
    ).rejects.toMatchObject({
      type: 'already-exists',
    });
  });
});

describe('A file of call records', () => {
  it('is read into calls by day, and the same file again changes nothing', async () => {
    const now = await take(first);
    expect(now).toMatchObject({ taken: 'now', calls: 90, doubles: 0, quarantined: 0 });
    expect(now.days).toEqual([
      { day: '2026-03-10', calls: 30 },
      { day: '2026-03-11', calls: 30 },
      { day: '2026-03-12', calls: 30 },
    ]);
    expect(await take(first)).toMatchObject({ taken: 'before', fileId: now.fileId, calls: 90 });
  });

  it('that repeats calls of another brings only what is new; a row that cannot be read is kept with its reason', async () => {
    const text = `${first}${march(90)}not a row\n${march(91)}`;
    const now = await take(text, 'Master.csv.2026-03-13');
    expect(now).toMatchObject({ taken: 'now', calls: 2, doubles: 90, quarantined: 1 });
    const { items } = await prairie.run(noor, listQuarantine, { fileId: now.fileId });
    expect(items).toEqual([{ row: 92, why: expect.any(String) }]);
    const bad = await prairie.run(noor, originalRow, { ...reason, fileId: now.fileId, row: 92 });
    expect(bad.rows).toEqual([{ row: 92, text: 'not a row' }]);
    expect((await find({ called: '1303555' })).items).toEqual([]);
    const [source] = (await prairie.run(noor, listCallSources, {})).items;
    expect(source).toMatchObject({ files: 2, calls: 92, quarantined: 1 });
  });
});

describe('A search', () => {
  it('finds calls by number in whatever writing and by time, and the row as the switch wrote it', async () => {
    const { items, more } = await find({ called: '(303) 555-0007' });
    expect([items, more]).toMatchObject([
      [
        {
          from: '+12025550143',
          to: '+13035550007',
          start: '2026-03-11T14:02:07.000Z',
          accountRef: 'acme-dental',
          row: 8,
        },
      ],
      false,
    ]);
    const shown = await prairie.run(noor, originalRow, { ...reason, fileId: items[0]?.fileId ?? '', row: 8 });
    expect(shown.rows).toEqual([{ row: 8, text: march(7).trimEnd() }]);
    expect((await find({ called: '3035550007', until: '2026-03-11T14:02:07Z' })).items).toEqual([]);
    expect((await find({ calling: '2025550143', limit: 50 })).more).toBe(true);
  });

  it('is for a number and a time, and goes on record with its purpose and without what was looked for', async () => {
    await expect(find({})).rejects.toMatchObject({ type: 'invalid-input' });
    await expect(find({ called: '3035550007', until: '2026-06-01T00:00:00Z' })).rejects.toMatchObject({
      type: 'invalid-input',
    });
    const entries = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'calls.read').execute(),
    );
    expect(entries.length).toBeGreaterThan(3);
    for (const { body } of entries) {
      expect(body).toContain('ITG 4711');
      expect(body).not.toContain('5550007');
    }
  });

  it('finds nothing of another carrier, whose staff cannot see the file', async () => {
    const { items } = await harbor.run(finn, searchCalls, { ...reason, ...span, called: '3035550007' });
    expect(items).toEqual([]);
    const [file] = (await prairie.run(noor, listCallFiles, {})).items;
    await expect(harbor.run(finn, originalRow, { ...reason, fileId: file?.id ?? '', row: 1 })).rejects.toMatchObject({
      type: 'not-found',
    });
    await expect(harbor.stream(finn, importCalls, { sourceId, name: 'x' }, first)).rejects.toMatchObject({
      type: 'not-found',
    });
  });
});

describe('A disk that is lost', () => {
  const folder = () => join(home.dataFolder, 'calls', prairie.id);
  const rebuild = async (files: 'missing' | 'all') =>
    JSON.parse((await prairie.stream(noor, rebuildCalls, { files }, '')).trimEnd().split('\n').at(-1) ?? '');

  it('is told with the way out, and the same calls are made again of the files on record', async () => {
    const before = (await find({ calling: '2025550143', limit: 1000 })).items;
    rmSync(join(folder(), '2026-03-11'), { recursive: true });
    await expect(find({ called: '3035550007' })).rejects.toMatchObject({
      facts: { fix: expect.stringContaining('call-records:rebuild') },
    });
    expect(await rebuild('missing')).toEqual({ files: 2, rebuilt: 2, removed: 0 });
    expect((await find({ calling: '2025550143', limit: 1000 })).items).toEqual(before);
    rmSync(folder(), { recursive: true });
    expect(await rebuild('all')).toEqual({ files: 2, rebuilt: 2, removed: 0 });
    expect((await find({ calling: '2025550143', limit: 1000 })).items).toEqual(before);
  });

  it('is not made again halfway: where a file cannot be read through, what was on record is found as before', async () => {
    const before = (await find({ calling: '2025550143', limit: 1000 })).items;
    const [file] = (await prairie.run(noor, listCallFiles, {})).items;
    const pieces = ({ tx }: Ctx) =>
      tx
        .selectFrom('callPiece')
        .selectAll()
        .where('fileId', '=', file?.id ?? '');
    const piece = await prairie.look((ctx) => pieces(ctx).executeTakeFirstOrThrow());
    const put = (packed: Buffer) =>
      prairie.look(async ({ tx }) => {
        await tx.deleteFrom('callPiece').where('fileId', '=', piece.fileId).execute();
        const { fileId, firstRow, lastRow } = piece;
        await tx.insertInto('callPiece').values({ fileId, firstRow, lastRow, packed }).execute();
      });
    await put(Buffer.concat([gzipSync('x'), Buffer.from('cut')]));
    await expect(rebuild('all')).rejects.toThrow();
    await put(piece.packed);
    expect((await find({ calling: '2025550143', limit: 1000 })).items).toEqual(before);
  });

  it('loses nothing to an import that was broken off: it is taken in anew after an hour', async () => {
    const text = march(300);
    const now = await take(text, 'later');
    await prairie.look(async ({ tx }) => {
      await tx.deleteFrom('callPart').where('fileId', '=', now.fileId).execute();
      await tx
        .updateTable('callFile')
        .set({ state: 'arriving', takenAt: Date.now() })
        .where('id', '=', now.fileId)
        .execute();
    });
    await expect(take(text, 'later')).rejects.toMatchObject({ type: 'under-way' });
    await prairie.look(({ tx }) =>
      tx.updateTable('callFile').set({ takenAt: 1 }).where('id', '=', now.fileId).execute(),
    );
    expect(await take(text, 'later')).toMatchObject({ taken: 'now', fileId: now.fileId, calls: 1 });
    expect(readdirSync(join(home.dataFolder, 'calls', 'arriving'))).toEqual([]);
  });

  it('is taken in by the import that took over, though the first one goes on; it is taken in once that is done', async () => {
    const text = march(301);
    const begin = async () => {
      const work = await workOf(home.connections, systemAsks(prairie.id, 'test', Date.now()));
      const lines = importCalls.stream(work, { sourceId, name: 'slow' }, oneBody(text))[Symbol.asyncIterator]();
      const { value } = await lines.next();
      expect(String(value)).toContain('"arrived":true');
      return lines;
    };
    const file = async () => (await prairie.run(noor, listCallFiles, {})).items.find(({ name }) => name === 'slow');
    await prairie.at('2026-06-02T10:00:00-05:00');
    const slow = await begin();
    await prairie.at('2026-06-02T11:00:00-05:00');
    const second = await begin();
    await expect(slow.next()).rejects.toMatchObject({ type: 'under-way' });
    expect(await file()).toMatchObject({ state: 'arriving', calls: 0 });
    await prairie.at('2026-06-02T11:05:00-05:00');
    expect(summary.parse(JSON.parse(String((await second.next()).value)))).toMatchObject({ taken: 'now', calls: 1 });
    expect(await file()).toMatchObject({ state: 'kept', calls: 1, taken: '2026-06-02T11:05:00-05:00' });
  });

  it('keeps no part that no record names, but what is young: its import may be under way', async () => {
    await prairie.look(({ tx }) => tx.deleteFrom('callPart').where('day', '=', '2026-03-12').execute());
    const of = join(folder(), '2026-03-12');
    expect(await rebuild('missing')).toMatchObject({ removed: 0 });
    for (const name of readdirSync(of)) utimesSync(join(of, name), 1, 1);
    const here = readdirSync(of).length;
    expect(await rebuild('missing')).toMatchObject({ removed: here });
    expect(readdirSync(of)).toEqual([]);
  });

  it('tells of a row that cannot be read no word that stands in it', async () => {
    const now = await take(
      '"Acme","12025550143","13035550777","public","2026-03-10 10:02:00","","2026-03-10 10:02:02","x13035550777","0","NO_ANSWER","7f3c2a00-1c8e-4d51-9b7a-000000000999","","a","",""\n',
    );
    const { items } = await prairie.run(noor, listQuarantine, { fileId: now.fileId });
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain('3035550777');
  });
});

it('A source that ended takes no more files', async () => {
  await prairie.run(noor, endCallSource, { sourceId, reason: 'switch sold' });
  await expect(take(march(400))).rejects.toMatchObject({ type: 'not-found' });
});
