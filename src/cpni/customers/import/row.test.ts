import { describe, expect, test } from 'vitest';
import { e164 } from '../normalise.ts';
import { type Column, columns, placesOf } from './columns.ts';
import { csvRows } from './csv.ts';
import type { NoticeText } from './notice-texts.ts';
import { type Reading, readRow } from './row.ts';
import { nothingSeen } from './seen.ts';

const zone = 'America/Chicago';
const text: NoticeText = {
  id: '0190c0de-0000-7000-8000-000000000001',
  kind: 'opt-out',
  waitDays: 30,
  covers: { cpni: ['usage'], recipients: ['self'], purposes: ['market'] },
  channels: ['phone'],
  methods: ['mail'],
  inUseFrom: Date.parse('2024-01-01T06:00:00Z'),
};

const all = Object.keys(columns).filter((name): name is Column => name in columns);
const reading: Reading = {
  zone,
  at: Date.parse('2026-06-01T15:00:00Z'),
  places: placesOf(all),
  affiliates: new Map([['prairie wireless llc', '0190c0de-0000-7000-8000-000000000002']]),
  texts: new Map([[text.id, text]]),
};

const row = (cells: Partial<Record<Column, string>>) => {
  const given: Partial<Record<Column, string>> = { account_number: 'A-1', name: 'Rosa Nguyen', ...cells };
  const read = readRow(
    reading,
    2,
    all.map((column) => given[column] ?? ''),
  );
  return 'account' in read ? { ...read, reasons: [] } : { reasons: read, legacy: null, services: [], contacts: [] };
};

const mailed = { notice: text.id, notice_date: '2026-03-02', notice_method: 'mail' };
const said = { approval_date: '2026-03-20', approval_method: 'written' };

/** What the older system stored, what the row shows besides, and what becomes of it. */
const lines: readonly (readonly [string, Partial<Record<Column, string>>, string])[] = [
  ['Permanent/Yes', { ...mailed, ...said }, 'approved'],
  ['Permanent Granted', { ...mailed, ...said }, 'approved'],
  ['Permanent/Yes', {}, 'unknown'],
  ['Permanent/Yes', { ...mailed, approval_date: '2026-03-20' }, 'unknown'],
  ['Permanent/Yes', { ...said }, 'unknown'],
  ['Permanent/Yes', { ...mailed, ...said, approval_date: '2026-03-01' }, 'unknown'],
  ['', { ...mailed, ...said, opt_in: 'true' }, 'approved'],
  ['', { opt_in: 'yes' }, 'unknown'],
  ['Implied', mailed, 'silence'],
  ['Implied', {}, 'unknown'],
  ['Implied', { ...mailed, notice_method: 'email' }, 'unknown'],
  ['Implied', { ...mailed, notice_date: '2023-12-31' }, 'unknown'],
  ['Pending', mailed, 'silence'],
  ['Pending', { notice: text.id, notice_method: 'mail' }, 'unknown'],
  ['Failed Delivery', mailed, 'undeliverable'],
  ['Failed Delivery', {}, 'undeliverable'],
  ['Denied/No', {}, 'refused'],
  ['denied', {}, 'refused'],
  ['', { opt_out: '1' }, 'refused'],
  ['Permanent/Yes', { ...mailed, ...said, opt_out: 'true' }, 'refused'],
  ['DOC/DOV 2024-11', {}, 'not-imported'],
  ['One Time', { ...mailed, ...said }, 'not-imported'],
  ['Do not know', {}, 'unknown'],
  ['', {}, 'unknown'],
  ['No voice on account', {}, 'out-of-scope'],
];

test.each(lines)('"%s" with %j is imported as %s', (cpni_approval, cells, state) => {
  expect(row({ ...cells, cpni_approval }).legacy?.state).toBe(state);
});

test('a no without a date stands from the import on, one with a date from that day', () => {
  expect(row({ cpni_approval: 'Denied/No' }).legacy?.refusedAt).toBe(reading.at);
  expect(row({ cpni_approval: 'Denied/No', approval_date: '2026-02-01' }).legacy?.refusedAt).toBe(
    Date.parse('2026-02-01T06:00:00Z'),
  );
});

test('a word outside the vocabulary rejects the row: it might have been a no', () => {
  expect(row({ cpni_approval: 'maybe later' }).reasons.map(({ field }) => field)).toEqual(['cpni_approval']);
});

describe('a row is rejected with every reason and never with its values', () => {
  test('dates, telephone numbers, addresses, categories', () => {
    const { reasons } = row({
      name: '',
      since: '2026-02-30',
      left: '2027-01-01',
      services: 'telegraph:555; local:12; cmrs@Nobody Inc',
      email: 'rosa at example',
      contact_phone: '12',
      opt_in: 'perhaps',
    });
    expect(reasons.map(({ field }) => field).sort()).toEqual(
      [
        'contact_phone',
        'email',
        'left',
        'name',
        'opt_in',
        'services',
        'services',
        'services',
        'services',
        'since',
      ].sort(),
    );
    expect(JSON.stringify(reasons)).not.toMatch(/rosa|telegraph|perhaps|Nobody/);
  });

  test('bytes that are no UTF-8 and cells without a header', () => {
    expect(row({ name: 'Rosa \uFFFD' }).reasons).toEqual([{ field: 'row', reason: 'is not UTF-8 text' }]);
    const long = readRow(reading, 2, ['A', 'B', ...Array<string>(30).fill('')]);
    expect(JSON.stringify(long)).toContain('a comma inside a cell');
  });
});

test('services name category, affiliate and number', () => {
  expect(row({ services: 'local:(515) 555-0100; cmrs@Prairie Wireless LLC:+1 515 555 0101' }).services).toEqual([
    { category: 'local', provider: null, number: '+15155550100' },
    { category: 'cmrs', provider: '0190c0de-0000-7000-8000-000000000002', number: '+15155550101' },
  ]);
});

describe('headers', () => {
  test('names of other systems are known, in any spelling', () => {
    expect([...placesOf(['AccountNumber', 'Name', 'PersonEmail', 'Billing Address']).keys()]).toEqual([
      'account_number',
      'name',
      'email',
      'postal_address',
    ]);
  });

  test.each([
    [['account_number', 'name', 'shoe_size'], "'shoe_size'"],
    [['account_number', 'name', 'Name'], "'name' stands twice"],
    [['name'], "'account_number' is missing"],
    [['A-1', 'Rosa Nguyen'], 'holds no known header'],
  ])('%j is refused by name', (header, named) => {
    expect(() => placesOf(header)).toThrow(named);
  });
});

describe('CSV', () => {
  const rowsOf = async (file: string) => {
    const rows = [];
    for await (const read of csvRows(
      (async function* () {
        yield Buffer.from(file);
      })(),
    ))
      rows.push(read);
    return rows;
  };

  test('a byte order mark, quoted commas and line breaks are read; lines are counted', async () => {
    const rows = await rowsOf('\uFEFFa,b\r\n"1,5","x\ny"\r\n2,z\r\n');
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a', 'b']],
      [3, ['1,5', 'x\ny']],
      [4, ['2', 'z']],
    ]);
  });

  test('a broken row is told at its line without its words, and the rows after it are read', async () => {
    const rows = await rowsOf('a,b\n1,2\nsecret"word,3\n4,5\n');
    expect(rows.map(({ cells }) => cells?.[0] ?? 'broken')).toEqual(['a', '1', 'broken', '4']);
    expect(JSON.stringify(rows)).not.toContain('secret');
  });

  test('a quotation mark that never closes does not swallow the report', async () => {
    const rows = await rowsOf('a,b\n1,2\n"3,4\n5,6\n');
    expect(rows.at(-1)?.broken).toContain('never closes');
  });
});

test('a memory of account numbers tells the second of two from a hundred thousand others', () => {
  const seen = nothingSeen();
  const again = Array.from({ length: 100_000 }, (_, i) => seen.again(`account ${i}`));
  expect(again).not.toContain(true);
  expect(seen.again('account 77777')).toBe(true);
});

test.each([
  ['515-555-0100', '+15155550100'],
  ['1 (515) 555-0100', '+15155550100'],
  ['+44 20 7946 0958', '+442079460958'],
  ['115-555-0100', null],
  ['+515 555 0100', null],
  ['555-0100', null],
  ['515-555-0100 ext 5', null],
])('the telephone number %s is %s', (written, number) => {
  expect(e164(written)).toBe(number);
});
