import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { workOf } from '../../../db/context.ts';
import { randomIds } from '../../../kernel/id.ts';
import { approve } from '../../notices/approve.ts';
import { draft } from '../../notices/draft.ts';
import { formalNotice, letterNotice } from '../../notices/examples/notices.ts';
import { listCustomers } from '../list.ts';
import { showCustomer } from '../show.ts';
import { importCustomers } from './import.ts';

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;
let agnes: Staff;
let letter: string;

const lineOf = z.looseObject({ line: z.number(), outcome: z.string() });
const summaryOf = z.object({ summary: z.record(z.string(), z.unknown()) });

const read = (report: string) => {
  const lines = report.trimEnd().split('\n');
  const { summary } = summaryOf.parse(JSON.parse(lines.pop() ?? ''));
  return { lines: lines.map((line) => lineOf.parse(JSON.parse(line))), summary };
};

const imported = async (file: string, mode: 'dry-run' | 'commit') =>
  read(await prairie.stream(carla, importCustomers, { mode }, file));

const counts = (carrier: TestCarrier) =>
  carrier.look(async (ctx) => {
    const tables = [
      'customer',
      'customerService',
      'customerContact',
      'accountPerson',
      'legacyApproval',
      'permissionEvent',
      'ledgerEntry',
    ] as const;
    const found: number[] = [];
    for (const table of tables) {
      const { count } = await ctx.tx
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      found.push(count);
    }
    return found;
  });

const headers =
  'account_number,name,since,services,email,email_linked,authorized_persons,email_consent_date,cpni_approval,approval_date,approval_method,notice,notice_date,notice_method';

const file = () =>
  [
    headers,
    `P-1,Rosa Nguyen,2024-02-29,interconnected-voip:515-555-0101,rosa@example.org,2026-05-02,Ana Nguyen;Leo Nguyen,2025-01-10,Permanent/Yes,2026-03-20,written,${letter},2026-03-02,mail`,
    `P-2,"Smith, Walter",,local:515-555-0102,,,,,Implied,,,${letter},2026-03-02,mail`,
    'P-3,Leo Ortiz,,local,,,,,Implied,,,,,',
    'P-4,Ana Bell,,local,,,,,Denied/No,2026-01-05,,,,',
    'P-5,Bad Row,2026-13-01,telegraph,,,,,Denied/No,,,,,',
    `P-6,Max Moor,,,,,,,Failed Delivery,,,${letter},2026-03-02,mail`,
    'P-1,Rosa Again,,,,,,,,,,,,',
    'P-7,No Voice,,,,,,,No voice on account,,,,,',
  ].join('\n');

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  carla = await prairie.person('Carla Stein', 'compliance');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  const mark = await prairie.person('Mark Bell', 'marketing');
  const drafted = await prairie.run(mark, draft, { ...letterNotice, inUseSince: '2026-01-01' });
  await prairie.run(carla, approve, { versionId: drafted.id, contentHash: drafted.contentHash });
  letter = drafted.id;
});
afterAll(() => home.close());

const events = (account: string) =>
  prairie.look((ctx) =>
    ctx.tx
      .selectFrom('permissionEvent')
      .innerJoin('customer', 'customer.id', 'permissionEvent.customerId')
      .select(['permissionEvent.type', 'permissionEvent.at', 'permissionEvent.waitDays', 'permissionEvent.proof'])
      .where('customer.account', '=', account)
      .orderBy('permissionEvent.at')
      .orderBy('permissionEvent.type')
      .execute(),
  );

describe('a file of customers from an older system', () => {
  test('a dry run tells what would happen to every row and writes nothing', async () => {
    const before = await counts(prairie);
    const { lines, summary } = await imported(file(), 'dry-run');
    expect(lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'added'],
      [3, 'added'],
      [4, 'added'],
      [5, 'added'],
      [6, 'rejected'],
      [7, 'added'],
      [8, 'rejected'],
      [9, 'added'],
    ]);
    expect(summary).toMatchObject({
      rows: 8,
      added: 6,
      rejected: 2,
      vocabulary: {
        'Permanent/Yes': { approved: 1 },
        Implied: { silence: 1, unknown: 1 },
        'Denied/No': { refused: 1 },
        'Failed Delivery': { undeliverable: 1 },
        'No voice on account': { 'out-of-scope': 1 },
      },
    });
    expect(await counts(prairie)).toEqual(before);
  });

  test('the commit does what the dry run told, and the rejected rows say why', async () => {
    const told = await imported(file(), 'dry-run');
    const done = await imported(file(), 'commit');
    expect({ ...done.summary, mode: 'dry-run' }).toEqual(told.summary);
    expect(done.lines.filter(({ outcome }) => outcome === 'rejected')).toEqual([
      {
        line: 6,
        outcome: 'rejected',
        reasons: [
          { field: 'since', reason: 'is no date; write YYYY-MM-DD' },
          { field: 'services', reason: expect.stringContaining('names a category') },
        ],
      },
      {
        line: 8,
        outcome: 'rejected',
        reasons: [{ field: 'account_number', reason: 'stands in an earlier row of this file' }],
      },
    ]);
  });

  test('each approval stands as the events that the older system can show, and no more', async () => {
    const day = (date: string) => Date.parse(`${date}T00:00:00-06:00`);
    expect(await events('P-1')).toEqual([
      { type: 'email-consent', at: day('2025-01-10'), waitDays: null, proof: null },
      { type: 'notice', at: day('2026-03-02'), waitDays: 45, proof: null },
      { type: 'approved', at: Date.parse('2026-03-20T00:00:00-05:00'), waitDays: null, proof: false },
    ]);
    expect((await events('P-2')).map(({ type }) => type)).toEqual(['notice']);
    expect(await events('P-3')).toEqual([]);
    expect(await events('P-4')).toMatchObject([{ type: 'refused', at: day('2026-01-05') }]);
    expect((await events('P-6')).map(({ type }) => type)).toEqual(['bounced', 'notice']);
    const [leo] = (await prairie.run(carla, listCustomers, { account: 'P-3' })).items;
    const shown = await prairie.run(carla, showCustomer, { customerId: leo?.id ?? '' });
    expect(shown.legacyApprovals).toMatchObject([
      { word: 'Implied', state: 'unknown', lacks: ['notice', 'notice_date', 'notice_method'] },
    ]);
  });

  test('services, address of record, persons are there', async () => {
    const [found] = (await prairie.run(carla, listCustomers, { telephone: '515 555 0101' })).items;
    const rosa = await prairie.run(carla, showCustomer, { customerId: found?.id ?? '' });
    expect(rosa).toMatchObject({
      account: 'P-1',
      since: '2024-02-29',
      subscribes: ['interconnected-voip'],
      contacts: [{ value: 'rosa@example.org', linked: '2026-05-02', ofRecordFrom: '2026-06-01', ofRecord: true }],
    });
    expect(rosa.persons.map(({ name }) => name).sort()).toEqual(['Ana Nguyen', 'Leo Nguyen']);
  });

  test('the same file again changes nothing', async () => {
    const before = await counts(prairie);
    const { summary } = await imported(file(), 'commit');
    expect(summary).toMatchObject({ added: 0, changed: 0, unchanged: 6, rejected: 2 });
    const after = await counts(prairie);
    // only the entry that the file was imported again
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    expect((after.at(-1) ?? 0) - (before.at(-1) ?? 0)).toBe(1);
  });

  test('a later file adds what is new and ends nothing', async () => {
    const { summary } = await imported(
      'account_number,name,services,left\nP-1,Rosa Nguyen,cmrs,\nP-4,Ana Bell,,2026-05-31',
      'commit',
    );
    expect(summary).toMatchObject({ changed: 2 });
    const [rosa] = (await prairie.run(carla, listCustomers, { account: 'P-1' })).items;
    expect(rosa?.subscribes).toEqual(['cmrs', 'interconnected-voip']);
    const [ana] = (await prairie.run(carla, listCustomers, { account: 'P-4' })).items;
    expect(ana).toMatchObject({ subscribes: [], leftAt: '2026-05-31T00:00:00-05:00' });
  });

  test('no personal value stands in evidence', async () => {
    const bodies = await prairie.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('body').execute());
    const text = bodies.map(({ body }) => body).join('\n');
    for (const personal of ['Rosa', 'rosa@', '5155550101', 'P-1', 'Smith']) expect(text).not.toContain(personal);
  });
});

describe('what is refused', () => {
  test('an unknown header by its name, before any row is read', async () => {
    await expect(imported('account_number,name,shoe_size\nP-9,X,42', 'commit')).rejects.toThrow("'shoe_size'");
    await expect(imported('', 'commit')).rejects.toThrow('no header line');
  });

  test('an agent imports nothing', async () => {
    await expect(prairie.stream(agnes, importCustomers, { mode: 'dry-run' }, file())).rejects.toThrow(
      /one of the roles/,
    );
  });

  test('another carrier sees none of the customers, and may have the same account numbers', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Fox', 'compliance');
    expect((await lakes.run(lena, listCustomers, {})).items).toEqual([]);
    const report = read(
      await lakes.stream(
        lena,
        importCustomers,
        { mode: 'commit' },
        'account_number,name,cpni_approval,notice,notice_date,notice_method\nP-1,Somebody,Implied,' +
          letter +
          ',2026-03-02,mail',
      ),
    );
    // the text of another carrier is no notice of this one
    expect(report.summary).toMatchObject({ added: 1, vocabulary: { Implied: { unknown: 1 } } });
  });
});

test('fifty thousand rows stream through in flat memory, none lost', { timeout: 300_000 }, async () => {
  const rows = 50_000;
  async function* body() {
    yield Buffer.from('account_number,name,services,opt_out\n');
    for (let from = 0; from < rows; from += 1000) {
      let text = '';
      for (let i = from; i < from + 1000; i += 1)
        text += `B-${i},Customer ${i},interconnected-voip:515${String(2_000_000 + i)},${i % 10 === 0 ? 'true' : ''}\n`;
      yield Buffer.from(text);
    }
  }
  const asking = {
    carrierId: prairie.id,
    actor: carla,
    proof: { by: 'key' as const, password: null },
    at: Date.now(),
    id: randomIds(Date.now()),
  };
  const work = await workOf(home.connections, asking);
  let lines = 0;
  let last = '';
  let most = 0;
  // files of tests share a process: what others left there is not this one's
  const before = process.memoryUsage().heapUsed;
  for await (const chunk of importCustomers.stream(work, { mode: 'commit' }, body())) {
    const text = String(chunk);
    lines += text.split('\n').length - 1;
    last = text;
    globalThis.gc?.();
    most = Math.max(most, process.memoryUsage().heapUsed);
  }
  const { summary } = summaryOf.parse(JSON.parse(last.trimEnd().split('\n').at(-1) ?? ''));
  expect(lines).toBe(rows + 1);
  expect(summary).toMatchObject({ added: rows, rejected: 0, vocabulary: { 'opt-out flag': { refused: rows / 10 } } });
  expect(most - before).toBeLessThan(250 * 1024 * 1024);
  const [one] = (await prairie.run(agnes, listCustomers, { telephone: '515 202 0000' })).items;
  expect(one?.account).toBe('B-20000');
});

test('opt-out notice examples stay importable by content hash', async () => {
  const drafted = await prairie.run(carla, draft, { ...formalNotice, inUseSince: '2026-01-01' });
  const supervisor = await prairie.person('Sue Park', 'supervisor');
  await prairie.run(supervisor, approve, { versionId: drafted.id, contentHash: drafted.contentHash });
  const { summary } = await imported(
    `account_number,name,cpni_approval,notice,notice_date,notice_method\nH-1,Hanna Lee,Pending,${drafted.contentHash},2026-05-20,email`,
    'commit',
  );
  expect(summary).toMatchObject({ vocabulary: { Pending: { silence: 1 } } });
});
