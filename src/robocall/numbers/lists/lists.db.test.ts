import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { accountOf } from '../../../../test/voice-accounts.ts';
import { operations } from '../../../operations.ts';
import { assignNumbers } from '../assign.ts';
import { blocksOf } from '../blocks.ts';
import { whyNotShown } from '../screening.ts';
import { codeReport } from './files.example.ts';
import { importNumberList } from './import.ts';
import { listsInForce } from './in-force.ts';
import { listNumberLists } from './list.ts';

let home: TestHouse;
let prairie: TestCarrier;
let other: TestCarrier;
let nora: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  other = await home.carrier({ name: 'Harbor Telecom Inc.', shortName: 'Harbor' });
  nora = await prairie.person('Nora Field', 'network');
  await prairie.at('2026-06-01T15:00:00Z');
});
afterAll(() => home.close());

type Given = Partial<z.input<typeof importNumberList.takes>>;
const summaryOf = z.object({ summary: z.looseObject({ listId: z.uuid().nullable() }) });

const imported = async (file: string, given: Given) => {
  const report = await prairie.stream(
    nora,
    importNumberList,
    {
      kind: 'do-not-originate',
      source: 'own list',
      format: 'numbers',
      versionOn: '2026-05-30',
      mode: 'commit',
      ...given,
    },
    file,
  );
  const lines = report.trimEnd().split('\n');
  const { summary } = summaryOf.parse(JSON.parse(lines.pop() ?? ''));
  return { lines: lines.map((line) => JSON.parse(line)), summary };
};

const inForceAt = async (carrier: TestCarrier) => ({
  ...(await listsInForce(home.connections.platform, carrier.id)),
  assigned: blocksOf([]),
});

const gateChanges = () =>
  prairie.look(async (ctx) => {
    const rows = await ctx.tx.selectFrom('gateChange').select('seq').where('what', '=', 'number_list').execute();
    return rows.length;
  });

describe('a list of numbers that no call may show', () => {
  test('is tried without effect, then put in force with source, day, hash and counts; the gate is told and reads it', async () => {
    const file = '8005551040\n2025550147\nnot a number\n';
    const tried = await imported(file, { mode: 'dry-run' });
    expect(tried.summary).toMatchObject({ lines: 3, refused: 1, numbers: 2, listId: null });
    expect((await inForceAt(prairie)).doNotOriginate).toEqual([]);
    const before = await gateChanges();
    const { lines, summary } = await imported(file, {});
    expect(lines).toEqual([{ line: 3, reason: 'is no telephone number', outcome: 'refused' }]);
    expect(await gateChanges()).toBeGreaterThan(before);
    const { items } = await prairie.run(nora, listNumberLists, {});
    expect(items).toMatchObject([
      {
        id: summary.listId,
        kind: 'do-not-originate',
        source: 'own list',
        versionOn: '2026-05-30',
        fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        numbers: 2,
        importedBy: 'Nora Field',
      },
    ]);
    expect(whyNotShown(18_005_551_040, await inForceAt(prairie))).toMatchObject({ source: 'own list of 2026-05-30' });
    expect((await inForceAt(other)).doNotOriginate).toEqual([]);
  });

  test('is replaced whole by its next version; another source stands beside it', async () => {
    await imported('8005551040\n8005551041\n', { versionOn: '2026-05-31' });
    await imported('2025550160\n', { source: 'government numbers' });
    const lists = await inForceAt(prairie);
    expect(whyNotShown(12_025_550_147, lists)?.list).not.toBe('do-not-originate');
    expect(whyNotShown(18_005_551_041, lists)?.source).toBe('own list of 2026-05-31');
    expect(whyNotShown(12_025_550_160, lists)?.source).toBe('government numbers of 2026-05-30');
    const all = await prairie.run(nora, listNumberLists, { kind: 'do-not-originate', which: 'all' });
    expect(all.items.map(({ source, replacedAt }) => [source, replacedAt !== null])).toContainEqual(['own list', true]);
  });

  test('is not replaced by an older file, nor by one that looks like half of it unless somebody says so', async () => {
    const many = Array.from({ length: 500 }, (_, i) => `51520${String(10_000 + i)}`).join('\n');
    const given: Given = { source: 'registry', versionOn: '2026-05-30' };
    await imported(many, given);
    await expect(imported(many, { ...given, versionOn: '2026-05-29' })).rejects.toMatchObject({
      type: 'wrong-state',
      facts: { detail: expect.stringContaining('2026-05-30') },
    });
    const half = many.split('\n').slice(0, 250).join('\n');
    await expect(imported(half, given)).rejects.toMatchObject({
      type: 'wrong-state',
      facts: { detail: 'It holds 250 numbers, the version in force 500.' },
    });
    expect((await imported(half, { ...given, bigChange: 'accept' })).summary).toMatchObject({ numbers: 250 });
  });

  test('without a day, of tomorrow, or with nothing in it, is refused', async () => {
    await expect(imported('8005551040\n', { versionOn: undefined })).rejects.toMatchObject({ type: 'invalid-input' });
    await expect(imported('8005551040\n', { versionOn: '2026-06-02' })).rejects.toMatchObject({
      type: 'invalid-input',
    });
    await expect(imported('\n', { source: 'empty' })).rejects.toMatchObject({ type: 'invalid-input' });
  });

  test('leaves out PSAPs and 911 call-back numbers, and PSAPs are known to the gate', async () => {
    await imported('5155557000\n9115550123\n', { kind: 'emergency', source: 'county PSAPs' });
    const { summary } = await imported('5155556990..5155557010\n', { source: 'range with a PSAP' });
    expect(summary).toMatchObject({ numbers: 20, blocks: 2, emergencyLeftOut: 1 });
    const lists = await inForceAt(prairie);
    expect(lists.emergency.has(15_155_557_000)).toBe(true);
    expect(whyNotShown(15_155_557_000, lists)).toBeNull();
    expect(whyNotShown(15_155_557_001, lists)?.list).toBe('do-not-originate');
  });
});

test('exchanges that nobody was assigned are unallocated by the file of the numbering plan', async () => {
  const file = codeReport([
    ['515-210', 'AS'],
    ['515-211', 'UA'],
  ]);
  await expect(imported(file, { kind: 'invalid', format: 'nanpa-codes' })).rejects.toMatchObject({
    type: 'invalid-input',
  });
  await imported(file, { kind: 'unallocated', format: 'nanpa-codes', source: 'NANPA codes' });
  const lists = await inForceAt(prairie);
  expect(whyNotShown(15_152_201_234, lists)).toMatchObject({
    list: 'unallocated',
    source: 'NANPA codes of 2026-05-30',
  });
  expect(whyNotShown(15_152_101_234, lists)).toBeNull();
});

test('a number of our own is unused until it is assigned at 10:00, and passes when it is called at 10:05', async () => {
  const account = await accountOf(prairie, { name: 'Clinic', callerIdPolicy: 'own-only' });
  await imported('5153334*\n', { kind: 'held', source: 'own numbers' });
  const number = 15_153_334_567;
  const at = async (instant: string) => {
    await prairie.at(instant);
    const rights = await prairie.look((ctx) =>
      ctx.tx
        .selectFrom('numberRight')
        .selectAll()
        .where('fromAt', '<=', ctx.at)
        .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', ctx.at)]))
        .execute(),
    );
    return whyNotShown(number, { ...(await inForceAt(prairie)), assigned: blocksOf(rights) })?.list ?? null;
  };
  expect(await at('2026-06-01T15:59:00Z')).toBe('unused');
  await prairie.at('2026-06-01T16:00:00Z');
  const given = { accountId: account, numbers: ['5153334567'], order: 'W-3', verification: null };
  await prairie.run(nora, assignNumbers, given);
  expect(await at('2026-06-01T16:05:00Z')).toBeNull();
});

const blocksOfList = (listId: string | null) =>
  prairie.look((ctx) =>
    ctx.tx
      .selectFrom('numberListBlock')
      .selectAll()
      .where('listId', '=', listId ?? '')
      .execute(),
  );

test('blocks of a version long replaced are taken away; its hash and counts stay', async () => {
  const version = (versionOn: string) => imported('5155558*\n', { source: 'monthly', versionOn });
  const first = (await version('2026-06-01')).summary.listId;
  await prairie.at('2026-06-20T15:00:00Z');
  await version('2026-06-20');
  await prairie.at('2026-09-20T15:00:00Z');
  expect(await blocksOfList(first)).toHaveLength(1);
  await version('2026-09-20');
  expect(await blocksOfList(first)).toEqual([]);
  const { items } = await prairie.run(nora, listNumberLists, { which: 'all' });
  expect(items.find(({ id }) => id === first)).toMatchObject({ numbers: 1000, blocks: 1 });
});

test('blocks of a version long replaced stay while a legal hold covers the days on which it was in force, and go after it', async () => {
  const version = (source: string, versionOn: string) => imported('5155559*\n', { source, versionOn });
  const cole = await prairie.person('Cole Reed', 'counsel');
  const { 'holds.place': place, 'holds.end': end } = operations;
  const held = { why: 'A subpoena', classes: null, customers: null };
  await prairie.at('2026-10-01T15:00:00Z');
  const covered = (await version('covered', '2026-10-01')).summary.listId;
  await prairie.at('2026-10-10T15:00:00Z');
  await version('covered', '2026-10-10');
  const later = (await version('later', '2026-10-10')).summary.listId;
  await prairie.at('2026-10-20T15:00:00Z');
  await version('later', '2026-10-20');
  const hold = await prairie.run(cole, place, { ...held, fromDay: '2026-10-02', untilDay: '2026-10-09' });
  await prairie.run(cole, place, { ...held, classes: ['calls'], fromDay: null, untilDay: null });
  await prairie.at('2027-01-20T15:00:00Z');
  for (const source of ['covered', 'later']) await version(source, '2027-01-20');
  expect([await blocksOfList(covered), await blocksOfList(later)]).toMatchObject([[{ listId: covered }], []]);
  await prairie.run(cole, end, { holdId: hold.id, reason: 'Settled' });
  await prairie.at('2027-01-21T15:00:00Z');
  await version('covered', '2027-01-21');
  expect(await blocksOfList(covered)).toEqual([]);
});
