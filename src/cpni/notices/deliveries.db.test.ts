import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { approvalStatus } from '../approvals/choose.ts';
import { addCustomer } from '../customers/add.ts';
import { addContact, endContact } from '../customers/contacts.ts';
import { emailConsent } from '../customers/email-consent.ts';
import { leave } from '../customers/leave.ts';
import { approve } from './approve.ts';
import { bounce } from './bounce.ts';
import { draft } from './draft.ts';
import { formalNotice, letterNotice } from './examples/notices.ts';
import { importDeliveries } from './import/import.ts';
import type { NoticeContent } from './record.ts';
import { recordDelivery } from './record-delivery.ts';

let home: TestHouse;
let prairie: TestCarrier;
let mark: Staff;
let carla: Staff;
let agnes: Staff;
let emailed: string;
let letter: string;
let customers = 0;

const approved = async (content: NoticeContent): Promise<string> => {
  const drafted = await prairie.run(mark, draft, content);
  await prairie.run(carla, approve, { versionId: drafted.id, contentHash: drafted.contentHash });
  return drafted.id;
};

const newcomer = async (): Promise<{ id: string; account: string }> => {
  customers += 1;
  return prairie.run(agnes, addCustomer, { account: `C-${customers}`, name: `Customer ${customers}` });
};

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  mark = await prairie.person('Mark Bell', 'marketing');
  carla = await prairie.person('Carla Stein', 'compliance');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  emailed = await approved(formalNotice);
  letter = await approved({ ...letterNotice, inUseSince: '2026-01-01' });
  await prairie.at('2026-07-01T15:00:00Z');
});
afterAll(() => home.close());

const events = (customerId: string) =>
  prairie.look((ctx) =>
    ctx.tx
      .selectFrom('permissionEvent')
      .select(['id', 'type', 'at', 'notice', 'approval', 'method', 'waitDays', 'channels'])
      .where('customerId', '=', customerId)
      .orderBy('at')
      .execute(),
  );

const send = (customerId: string, versionId: string, method: 'email' | 'mail' | 'oral', sent: string) =>
  prairie.run(mark, recordDelivery, { customerId, versionId, method, sent });

describe('a delivery', () => {
  test('becomes a notice event with the wait and the ways to say no of its version', async () => {
    const { id } = await newcomer();
    const delivered = await send(id, letter, 'mail', '2026-06-15');
    expect(delivered).toMatchObject({
      emailConsent: 'not-needed',
      outcome: 'recorded',
      sent: '2026-06-15T00:00:00-05:00',
    });
    expect(await events(id)).toEqual([
      {
        id: delivered.id,
        type: 'notice',
        at: Date.parse('2026-06-15T05:00:00Z'),
        notice: null,
        approval: 'opt-out',
        method: 'mail',
        waitDays: 45,
        channels: ['mail', 'phone', 'web'],
      },
    ]);
  });

  test('told twice is one', async () => {
    const { id } = await newcomer();
    const first = await send(id, letter, 'mail', '2026-06-15');
    const second = await send(id, letter, 'mail', '2026-06-15');
    expect(second).toEqual({ ...first, outcome: 'known' });
    expect(await events(id)).toHaveLength(1);
  });

  test('by e-mail says whether consent stood when it went out; without it, it is stored all the same', async () => {
    const { id } = await newcomer();
    const { id: contactId } = await prairie.run(agnes, addContact, {
      customerId: id,
      kind: 'email',
      value: 'b@m.example',
    });
    const shown = { how: 'online', proof: 'portal log 88213' } as const;
    const consent = (said: 'given' | 'withdrawn', at: string) =>
      prairie.run(agnes, emailConsent, { customerId: id, contactId, consent: said, at, ...shown });
    const before = await send(id, emailed, 'email', '2026-06-10T12:00:00Z');
    await consent('given', '2026-06-12T12:00:00Z');
    const during = await send(id, emailed, 'email', '2026-06-15T12:00:00Z');
    await consent('withdrawn', '2026-06-18T12:00:00Z');
    const after = await send(id, emailed, 'email', '2026-06-20T12:00:00Z');
    expect([before, during, after].map((sent) => sent.emailConsent)).toEqual(['none', 'given', 'none']);
    expect((await events(id)).map(({ type }) => type)).toEqual([
      'notice',
      'email-consent',
      'notice',
      'email-consent-withdrawn',
      'notice',
    ]);
  });

  describe('by e-mail of who consented for one of two addresses', () => {
    const [agreed, other] = ['ana@mail.example', 'ana@office.example'];
    afterAll(() => prairie.at('2026-07-01T15:00:00Z'));
    /** A customer since June 1, who consented for the one then, and on June 10 got the other beside it. */
    const customer = async () => {
      await prairie.at('2026-06-01T15:00:00Z');
      const one = await newcomer();
      const link = (value: string) => prairie.run(agnes, addContact, { customerId: one.id, kind: 'email', value });
      await link(agreed);
      const said = { customerId: one.id, consent: 'given', how: 'online', proof: 'portal log 88214' } as const;
      await prairie.run(agnes, emailConsent, said);
      await prairie.at('2026-06-10T15:00:00Z');
      await link(other);
      await prairie.at('2026-09-01T15:00:00Z');
      return one;
    };
    const recorded = (customerId: string, sent: string, address: string | null) =>
      prairie.run(mark, recordDelivery, { customerId, versionId: emailed, method: 'email', sent, address });
    const silence = async (customerId: string) => {
      const asked = { customerId, cpni: 'usage', recipient: 'self', purpose: 'market' } as const;
      const { silence: verdict } = await prairie.run(agnes, approvalStatus, asked);
      return verdict.allowed ? 'counts' : verdict.missing;
    };

    test('its silence counts where it went to that one, however it is written', async () => {
      const { id } = await customer();
      expect(await recorded(id, '2026-06-20T12:00:00Z', 'Ana@Mail.example')).toMatchObject({ emailConsent: 'given' });
      expect(await silence(id)).toBe('counts');
    });

    test('it does not where it went to the other, named or as the newest then', async () => {
      const { id } = await customer();
      expect(await recorded(id, '2026-06-20T12:00:00Z', other)).toMatchObject({ emailConsent: 'none' });
      expect(await recorded(id, '2026-06-21T12:00:00Z', null)).toMatchObject({ emailConsent: 'none' });
      expect(await silence(id)).toBe('email-consent');
      expect(await recorded(id, '2026-06-09T12:00:00Z', null)).toMatchObject({ emailConsent: 'given' });
    });

    test('it does not where each address had ended before: a consent says nothing of where it went then', async () => {
      const { id } = await customer();
      await prairie.at('2026-06-15T15:00:00Z');
      const links = await prairie.look((ctx) =>
        ctx.tx.selectFrom('customerContact').select('id').where('customerId', '=', id).execute(),
      );
      for (const link of links) await prairie.run(agnes, endContact, { customerId: id, contactId: link.id });
      await prairie.at('2026-09-01T15:00:00Z');
      expect(await recorded(id, '2026-06-20T12:00:00Z', null)).toMatchObject({ emailConsent: 'none' });
      expect(await silence(id)).toBe('email-consent');
    });

    test('an address that he never had is refused, and so is one of a letter', async () => {
      const { id } = await customer();
      await expect(recorded(id, '2026-06-20T12:00:00Z', 'ben@mail.example')).rejects.toThrow(/'address'/);
      const mailed = {
        customerId: id,
        versionId: letter,
        method: 'mail',
        sent: '2026-06-20',
        address: agreed,
      } as const;
      await expect(prairie.run(mark, recordDelivery, mailed)).rejects.toThrow(/'address'/);
    });

    test('a file names the address of each', async () => {
      const [first, second, third] = [await customer(), await customer(), await customer()];
      const line = ({ account }: { account: string }, address: string) =>
        `${account},email,2026-06-20T12:00:00Z,${address}`;
      const file = [
        'account_number,method,sent,address',
        line(first, agreed),
        line(second, other),
        line(third, 'x@y.example'),
      ];
      const said = await prairie.stream(
        mark,
        importDeliveries,
        { mode: 'commit', versionId: emailed },
        `${file.join('\n')}\n`,
      );
      const lines = said
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text) as Record<string, unknown>);
      expect(lines).toMatchObject([
        { emailConsent: 'given' },
        { emailConsent: 'none' },
        { outcome: 'rejected', reasons: [{ field: 'address' }] },
        { summary: { recorded: 2, rejected: 1, withoutEmailConsent: 1 } },
      ]);
      expect([await silence(first.id), await silence(second.id)]).toEqual(['counts', 'email-consent']);
    });
  });

  test.each([
    ['in the future', 'mail' as const, '2026-07-02', /lies in the future/],
    ['before the text was in use', 'mail' as const, '2025-12-31', /not in use yet/],
    [
      'by a method for which the text was not checked',
      'oral' as const,
      '2026-06-15',
      /not checked for the method oral/,
    ],
  ])('%s is refused', async (_, method, sent, why) => {
    const { id } = await newcomer();
    await expect(send(id, letter, method, sent)).rejects.toThrow(why);
  });

  test('of a version that nobody approved is refused', async () => {
    const { id } = await newcomer();
    const drafted = await prairie.run(mark, draft, { ...formalNotice, body: `${formalNotice.body}\nNew.` });
    await expect(send(id, drafted.id, 'email', '2026-06-15')).rejects.toThrow(/not approved/);
  });
});

describe('a notice that came back', () => {
  test('is recorded once, and evidence says why', async () => {
    const { id } = await newcomer();
    const sent = await send(id, letter, 'mail', '2026-06-15');
    const back = { deliveryId: sent.id, at: '2026-06-20', why: 'returned-mail' as const };
    const first = await prairie.run(agnes, bounce, back);
    expect(await prairie.run(agnes, bounce, back)).toEqual({ ...first, outcome: 'known' });
    expect((await events(id)).map(({ type, notice }) => [type, notice])).toEqual([
      ['notice', null],
      ['bounced', sent.id],
    ]);
    const entries = await prairie.look((ctx) =>
      ctx.tx
        .selectFrom('ledgerEntry')
        .select('body')
        .where('subject', '=', `customer:${id}`)
        .where('kind', '=', 'notice.bounced')
        .execute(),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.body).toContain('returned-mail');
  });

  test('cannot come back before it went out', async () => {
    const { id } = await newcomer();
    const sent = await send(id, letter, 'mail', '2026-06-15');
    const early = prairie.run(agnes, bounce, { deliveryId: sent.id, at: '2026-06-14T12:00:00Z', why: 'other' });
    await expect(early).rejects.toThrow(/before the sending/);
  });
});

const parsed = (report: string) => {
  const lines = report
    .trimEnd()
    .split('\n')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
  const last = lines.pop();
  return { lines, summary: last?.summary };
};

describe("a mail house's report", () => {
  test('as CSV: each line recorded, known or rejected with its reason; a dry run writes nothing', async () => {
    const a = await newcomer();
    const b = await newcomer();
    const gone = await newcomer();
    await prairie.run(agnes, leave, { customerId: gone.id });
    const file = [
      'account_number,method,sent,reference',
      `${a.account},mail,2026-06-15,batch 12`,
      `${b.account},mail,15.06.2026,batch 12`,
      'C-unknown,mail,2026-06-15,batch 12',
      `${b.account},pigeon,2026-06-15,batch 12`,
      `${a.account},mail,2026-06-15,batch 12`,
      `${gone.account},mail,2026-06-15,batch 12`,
      `${b.account},mail,2026-06-15,"batch, 12"`,
    ].join('\n');
    const dry = parsed(await prairie.stream(mark, importDeliveries, { mode: 'dry-run', versionId: letter }, file));
    expect(await events(a.id)).toEqual([]);
    const done = parsed(await prairie.stream(mark, importDeliveries, { mode: 'commit', versionId: letter }, file));
    expect(done.lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'recorded'],
      [3, 'rejected'],
      [4, 'rejected'],
      [5, 'rejected'],
      [6, 'known'],
      [7, 'recorded'],
      [8, 'recorded'],
    ]);
    expect(done.lines.filter(({ outcome }) => outcome === 'rejected').map(({ reasons }) => reasons)).toEqual([
      [{ field: 'sent', reason: 'is neither an instant with offset nor a date YYYY-MM-DD' }],
      [{ field: 'account_number', reason: 'is no customer of this carrier' }],
      [{ field: 'method', reason: 'is none of email, mail, bill-insert, web, text, oral' }],
    ]);
    expect(done.summary).toMatchObject({ rows: 7, recorded: 3, known: 1, rejected: 3 });
    expect(dry.lines.map(({ outcome }) => outcome)).toEqual(done.lines.map(({ outcome }) => outcome));
    expect((await events(b.id)).map(({ type }) => type)).toEqual(['notice']);
  });

  test('on a bill insert or the web start a wait each, by their own day, and their silence counts after it', async () => {
    const versionId = await approved({
      ...letterNotice,
      methods: ['mail', 'bill-insert', 'web'],
      body: `${letterNotice.body}\n`,
    });
    const [insert, web] = [await newcomer(), await newcomer()];
    await prairie.at('2026-07-10T15:00:00Z');
    const file = [
      'account_number,method,sent,reference',
      `${insert.account},bill-insert,2026-07-05,insert 2026-07`,
      `${web.account},web,2026-07-06T10:00:00-05:00,portal`,
    ].join('\n');
    const said = await prairie.stream(mark, importDeliveries, { mode: 'commit', versionId }, file);
    expect(
      said
        .trim()
        .split('\n')
        .slice(0, 2)
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { outcome: 'recorded', customerId: insert.id, emailConsent: 'not-needed' },
      { outcome: 'recorded', customerId: web.id, emailConsent: 'not-needed' },
    ]);
    const silence = async (customerId: string, day: string) => {
      await prairie.at(`${day}T15:00:00Z`);
      const use = { cpni: 'billing', recipient: 'self', purpose: 'market' } as const;
      return (await prairie.run(carla, approvalStatus, { customerId, ...use })).silence;
    };
    for (const [{ id }, method, at] of [
      [insert, 'bill-insert', '2026-07-05T05:00:00Z'],
      [web, 'web', '2026-07-06T15:00:00Z'],
    ] as const) {
      expect(await events(id)).toMatchObject([{ type: 'notice', method, at: Date.parse(at), waitDays: 45 }]);
      expect(await silence(id, '2026-07-20')).toMatchObject({ allowed: false, missing: 'waiting-period' });
    }
    for (const { id } of [insert, web]) expect(await silence(id, '2026-09-01')).toMatchObject({ allowed: true });
    await prairie.at('2026-07-20T15:00:00Z');
  });

  test('as NDJSON, each line with its own version; bad lines do not stop the rest', async () => {
    const a = await newcomer();
    const file = [
      JSON.stringify({
        account_number: a.account,
        method: 'email',
        sent: '2026-06-16T09:00:00-05:00',
        notice: emailed,
      }),
      '{"account_number":',
      JSON.stringify({ account_number: a.account, method: 'email', sent: '2026-06-16', colour: 'red' }),
      JSON.stringify({ account_number: a.account, method: 'mail', sent: '2026-06-16', notice: letter }),
    ].join('\n');
    const { lines, summary } = parsed(
      await prairie.stream(carla, importDeliveries, { mode: 'commit', format: 'ndjson' }, file),
    );
    expect(lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [1, 'recorded'],
      [2, 'rejected'],
      [3, 'rejected'],
      [4, 'recorded'],
    ]);
    expect(summary).toMatchObject({ recorded: 2, rejected: 2, withoutEmailConsent: 1 });
  });

  test('an unknown header is refused by name, and an agent imports nothing', async () => {
    const run = (as: Staff) =>
      prairie.stream(
        as,
        importDeliveries,
        { mode: 'commit', versionId: letter },
        'account_number,method,sent,colour\n',
      );
    await expect(run(mark)).rejects.toThrow("'colour' is not known");
    await expect(run(agnes)).rejects.toThrow(/one of the roles/);
  });

  test('another carrier cannot name our versions or customers', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Fox', 'compliance');
    const stranger = await newcomer();
    const named = lakes.stream(
      lena,
      importDeliveries,
      { mode: 'commit', versionId: letter },
      'account_number,method,sent\n',
    );
    await expect(named).rejects.toThrow(/no such notice version/);
    const delivered = lakes.run(lena, recordDelivery, {
      customerId: stranger.id,
      versionId: letter,
      method: 'mail',
      sent: '2026-06-15',
    });
    await expect(delivered).rejects.toThrow(/no such customer/);
  });
});
