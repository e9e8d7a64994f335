// Public files of complaints: only those about our accounts' numbers are kept, once, and they weigh on the days of these numbers.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { accountOf, rightTo } from '../../../../test/voice-accounts.ts';
import { zone } from '../../../kernel/time.ts';
import { importCalls } from '../calls/import.ts';
import { addCallSource } from '../calls/sources.ts';
import { setCallAccount } from '../days/call-accounts.ts';
import { scoreNow } from '../days/score-now.ts';
import { call, lineOf } from '../metrics/calls.example.ts';
import { importComplaints } from './import.ts';
import { momentOf } from './moment.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let accountId = '';

const header =
  'Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall';
const row = (number: string, second: number): string =>
  `${number},2026-03-11 00:05:${String(second).padStart(2, '0')},2026-03-10 10:22:00,Denver,Colorado,303,"Reducing your debt (credit cards, loans)",Y`;
const ftc = [header, ...[1, 2, 3, 4].map((n) => row('2025550143', n)), row('2125559999', 5), row('', 6)].join('\n');

const take = async (source: 'ftc' | 'fcc', text: string) =>
  JSON.parse(await prairie.stream(noor, importComplaints, { source }, text));

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-01T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network');
  accountId = await accountOf(prairie, { name: 'Acme Dental', callerIdPolicy: 'own-only' });
  await rightTo(prairie, accountId, 12_025_550_143, true);
  await prairie.at('2026-03-11T15:00:00Z');
});
afterAll(() => home.close());

describe('A file of complaints', () => {
  it('leaves those about our own numbers, and rows that name no number are counted', async () => {
    expect(await take('ftc', ftc)).toMatchObject({ rows: 6, unread: 1, own: 4, taken: 4 });
    const kept = await prairie.look(({ tx }) => tx.selectFrom('numberComplaint').selectAll().execute());
    expect(kept.map(({ number }) => number)).toEqual([12_025_550_143, 12_025_550_143, 12_025_550_143, 12_025_550_143]);
    expect(JSON.stringify(kept)).not.toContain('Denver');
  });

  it('leaves those about a number of a block that is ours, and none about one whose right ended as it began', async () => {
    await prairie.look(async (ctx) => {
      const right = {
        accountId,
        basis: 'assigned' as const,
        evidence: 'inventory',
        verifiedBy: null,
        verifiedAt: null,
      };
      const never = { fromAt: ctx.at, untilAt: ctx.at, endedWhy: 'taken back' };
      const held = { fromAt: ctx.at, untilAt: ctx.at + 1, endedWhy: 'taken back' };
      await ctx.tx
        .insertInto('numberRight')
        .values([
          {
            id: ctx.id(),
            ...right,
            firstNumber: 12_125_550_100,
            lastNumber: 12_125_550_199,
            ...held,
            recordedAt: ctx.at,
          },
          {
            id: ctx.id(),
            ...right,
            firstNumber: 12_125_559_998,
            lastNumber: 12_125_559_998,
            ...never,
            recordedAt: ctx.at,
          },
        ])
        .execute();
    });
    const rows = ['2125550099', '2125550100', '2125550199', '2125550200', '2125559998'].map((of, n) => row(of, 20 + n));
    expect(await take('ftc', [header, ...rows].join('\n'))).toMatchObject({ rows: 5, unread: 0, own: 2, taken: 2 });
  });

  it('that comes again the next day adds nothing but what is new', async () => {
    expect(await take('ftc', ftc)).toMatchObject({ own: 4, taken: 0 });
    expect(await take('ftc', `${ftc}\n${row('2025550143', 9)}`)).toMatchObject({ own: 5, taken: 1 });
  });

  it('of the FCC is read by its own columns; a file without them is refused by the name of the column', async () => {
    const fcc =
      'Ticket ID,Ticket Created,Date of Issue,Time of Issue,Caller ID Number,City\n7,03/11/2026,03/10/2026,2:05 PM,202-555-0143,Denver\n';
    expect(await take('fcc', fcc)).toMatchObject({ rows: 1, own: 1, taken: 1 });
    await expect(take('fcc', ftc)).rejects.toMatchObject({
      facts: { detail: expect.stringContaining('calleridnumber') },
    });
    await expect(take('ftc', `${header}\n`)).rejects.toMatchObject({ type: 'invalid-input' });
  });
});

it('A day and a clock are read as the agencies write them; a day alone is its noon', () => {
  const eastern = zone('America/New_York');
  if (eastern === null) throw new Error('no Eastern zone');
  const at = (date: string, time: string): string | null => {
    const ms = momentOf(date, time, eastern);
    return ms === null ? null : new Date(ms).toISOString();
  };
  expect(at('2026-03-10 10:22:00', '2026-03-10 10:22:00')).toBe('2026-03-10T14:22:00.000Z');
  expect(at('3/9/2026', '2:05 PM')).toBe('2026-03-09T18:05:00.000Z');
  expect([at('3/9/2026', '12:00 AM'), at('3/9/2026', '12:30 p.m.')]).toEqual([
    '2026-03-09T04:00:00.000Z',
    '2026-03-09T16:30:00.000Z',
  ]);
  expect([at('2026-03-10', ''), at('2026-02-30', ''), at('soon', '')]).toEqual([
    '2026-03-10T16:00:00.000Z',
    null,
    null,
  ]);
});

it('Complaints about a number, and a call that was traced to the account, are reasons of its day', async () => {
  const { id: sourceId } = await prairie.run(noor, addCallSource, { name: 'switch', format: 'canonical' });
  await prairie.run(noor, setCallAccount, { accountRef: 'acme', accountId });
  const calls = Array.from({ length: 60 }, (_, n) => call({ at: n * 60, to: `+1303${4_200_000 + n * 31}`, talk: 150 }));
  await prairie.stream(
    noor,
    importCalls,
    { sourceId, name: 'x' },
    calls.map((one, n) => `${lineOf(one, n)}\n`).join(''),
  );
  const at = Date.parse('2026-03-08T15:00:00Z');
  const traced = async () => [
    { accountId, at, calling: 12_025_550_143, called: 13_034_200_000, key: 'traceback:4711' },
  ];
  const asked = { purpose: 'fraud-investigation', reason: 'a test', day: '2026-03-10' } as const;
  const [line = ''] = (await prairie.stream(noor, scoreNow([traced]), asked, '')).split('\n');
  const { account, reasons }: { account: string; reasons: { code: string; why: string }[] } = JSON.parse(line);
  const why = (code: string) => reasons.find((one) => one.code === code)?.why;
  expect(account).toBe('acme');
  expect(why('complaints')).toMatch(/^6 complaints of 1 number of the account, on 60 calls/);
  expect(why('traceback')).toBe(
    '1 traceback of calls of this account, the nearest 2 days before (call traceback:4711)',
  );
});
