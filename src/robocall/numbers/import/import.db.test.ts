import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { accountOf } from '../../../../test/voice-accounts.ts';
import { listNumbers } from '../list.ts';
import { importNumbers } from './import.ts';

let home: TestHouse;
let prairie: TestCarrier;
let nora: Staff;
let clinic: string;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  nora = await prairie.person('Nora Field', 'network');
  await prairie.at('2026-06-01T15:00:00Z');
  clinic = await accountOf(prairie, { name: 'Clinic', callerIdPolicy: 'own-only' });
  await accountOf(prairie, { name: 'Bakery', callerIdPolicy: 'own-only' });
});
afterAll(() => home.close());

type Given = Partial<z.input<typeof importNumbers.takes>>;
const summaryOf = z.object({ summary: z.looseObject({ accepted: z.number(), refused: z.number() }) });

const imported = async (file: string, given: Given) => {
  const report = await prairie.stream(nora, importNumbers, { mode: 'commit', ...given }, file);
  const lines = report.trimEnd().split('\n');
  const { summary } = summaryOf.parse(JSON.parse(lines.pop() ?? ''));
  return { lines: lines.map((line) => JSON.parse(line)), summary };
};

const shown = async (accountId: string, at: string) =>
  (await prairie.run(nora, listNumbers, { accountId, at })).items.map(({ first, last, basis, until }) => [
    first === last ? first : `${first}..${last}`,
    basis,
    until,
  ]);

const rows = () => prairie.look(async (ctx) => (await ctx.tx.selectFrom('numberRight').select('id').execute()).length);

const header = 'account,number,last,basis,evidence,since,until';
const file = [
  header,
  'Clinic,+1 515 555 0100,,assigned,order 1,,',
  'clinic,5155550101,,assigned,order 1,,',
  'Clinic,5155550102,,assigned,order 1,,',
  'Clinic,5155550103,,assigned,order 2,,',
  'Bakery,5155550200,5155550299,ported-in,port 7,2026-05-01,',
  'Bakery,3125550100,,letter,letter 3,,2026-06-30',
  'Bakery,8005550100,,toll-free,"record 5, ATX01",,',
  'Bakery,5155550101,,assigned,order 9,,',
  'Nobody,5155550400,,assigned,order 9,,',
  'Bakery,5551234,,assigned,order 9,,',
  'Bakery,1115550400,,assigned,order 9,,',
  'Bakery,5155550400,,borrowed,order 9,,',
  'Bakery,5155550400,,toll-free,order 9,,',
  'Bakery,5155550400,,assigned,,,',
  'Bakery,3125550101,,letter,letter 3,,',
  'Bakery,5155550400,,assigned,order 9,2026-02-30,',
  'Bakery,5155550400,,assigned,order 9,2026-06-01,2026-05-01',
  'Bakery,51522*,,assigned,order 9,,',
  '',
].join('\n');

const refusedRows = [
  [9, 'number', 'belongs to Clinic (assigned, since 2026-06-01T10:00:00-05:00)'],
  [10, 'account', 'is no open account: give its name or id'],
  [11, 'number', expect.stringMatching(/^is no telephone number\. Write \+15155550100/)],
  [12, 'number', expect.stringMatching(/^is a number that cannot exist/)],
  [13, 'basis', 'is none of assigned, ported-in, letter, toll-free, delegate-certificate'],
  [14, 'number', 'is not toll-free'],
  [15, 'evidence', 'is empty or over 500 characters'],
  [16, 'until', 'is empty: a letter has a last day'],
  [17, 'since', 'is no date; write YYYY-MM-DD'],
  [18, 'until', 'lies before the right begins'],
  [19, 'number', 'is over 10000 numbers: write a line an exchange'],
];

describe('a file of rights', () => {
  test('is tried without effect: every refused row with its column and why', async () => {
    const { lines, summary } = await imported(file, { mode: 'dry-run' });
    expect(lines.map(({ line, field, reason }) => [line, field, reason])).toEqual(
      // in a dry run the earlier row of the file is all there is against the later one
      refusedRows.map((row) => (row[0] === 9 ? [9, 'number', 'stands in an earlier row of this file'] : row)),
    );
    expect(summary).toMatchObject({ rows: 18, accepted: 7, unchanged: 0, refused: 11 });
    expect(await rows()).toBe(0);
  });

  test('is written the same way; numbers that follow each other on the same evidence become one block', async () => {
    const { lines, summary } = await imported(file, { verification: 'compared with the switch on 1 June' });
    expect(lines.map(({ line, field, reason }) => [line, field, reason])).toEqual(refusedRows);
    expect(summary).toMatchObject({ rows: 18, accepted: 7, refused: 11, verified: true });
    expect(await shown(clinic, '2026-06-01T15:00:00Z')).toEqual([
      ['+15155550100..+15155550102', 'assigned', null],
      ['+15155550103', 'assigned', null],
    ]);
    expect(await rows()).toBe(5);
  });

  test('given again changes nothing', async () => {
    const { summary } = await imported(file, {});
    expect(summary).toMatchObject({ accepted: 0, unchanged: 7, refused: 11 });
    expect(await rows()).toBe(5);
  });

  test('of one account needs no column for it, and a block of which one number is taken is written without that one', async () => {
    const numbers = Array.from({ length: 8 }, (_, i) => `515555029${i + 2},assigned,order 4`);
    const { lines, summary } = await imported(
      ['number,basis,evidence', ...numbers, '5155550300,assigned,order 4'].join('\n'),
      {
        accountId: clinic,
      },
    );
    expect(summary).toMatchObject({ accepted: 1, refused: 8 });
    expect(lines[0]).toMatchObject({ line: 2, reason: expect.stringContaining('belongs to Bakery (ported-in') });
  });

  test('with an unknown, doubled or missing column is refused whole', async () => {
    await expect(imported('number,basis,evidnce\n', { accountId: clinic })).rejects.toMatchObject({
      facts: { detail: 'The header of column 3 is not known.' },
    });
    await expect(imported('number,tn,basis,evidence\n', { accountId: clinic })).rejects.toMatchObject({
      facts: { detail: "The column 'number' stands twice." },
    });
    await expect(imported('number,basis,evidence\n', {})).rejects.toMatchObject({
      facts: { detail: "The column 'account' is missing." },
    });
  });

  test('of many batches tells its progress, and leaves evidence of counts and hashes only', async () => {
    const many = Array.from({ length: 60_000 }, (_, i) => `${2_077_200_000 + i * 2},assigned,order 5`);
    const { lines, summary } = await imported(['number,basis,evidence', ...many].join('\n'), { accountId: clinic });
    expect(lines).toEqual([{ progress: { rows: 50_000, accepted: 50_000, unchanged: 0, refused: 0 } }]);
    expect(summary).toMatchObject({ rows: 60_000, accepted: 60_000 });
    const entries = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', 'like', 'numbers.import%').execute(),
    );
    expect(entries.length).toBeGreaterThan(12);
    for (const { body } of entries) expect(body).not.toMatch(/1?(2077[23]\d|515555|312555|800555)\d{3}/);
  }, 60_000);
});
