import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { type TelephonePeer, telephonePeer } from '../../../test/telephone.ts';
import { workAll } from '../../../test/work.ts';
import { configureTelephone } from '../../carriers/telephone/settings.ts';
import { operations } from '../../operations.ts';
import type { Outside } from '../../outside/outside.ts';
import { visit } from '../../outside/visit.ts';
import { accountChangeControls } from './controls.ts';

const {
  'customers.add': addCustomer,
  'customers.services.add': addService,
  'customers.services.end': endService,
  'customers.contacts.add': addContact,
  'customers.contacts.end': endContact,
  'customers.import': importCustomers,
  'accountChanges.list': listChanges,
  'accountChanges.watch': watchChanges,
  'accountNotices.letters': listLetters,
  'accountNotices.post': postLetter,
  'accountNotices.reported': reported,
  'clocks.list': listClocks,
  'tasks.list': listTasks,
} = operations;

let home: TestHouse;
let prairie: TestCarrier;
let agnes: Staff;
let carla: Staff;
let peer: TelephonePeer;
const outside: Outside = { ...noOutside, visit, publicUrl: 'https://prairie.example' };

beforeAll(async () => {
  home = await house();
  peer = await telephonePeer();
  prairie = await home.carrier({});
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  carla = await prairie.person('Carla Stein', 'compliance');
  await prairie.run(carla, configureTelephone, {
    dialect: 'twilio',
    address: peer.address,
    account: 'AC1',
    fromNumber: '+15155550100',
    staffNumber: '+15155550199',
    secret: 'a secret of the service',
  });
});
afterAll(async () => {
  await peer.close();
  await home.close();
});

let accounts = 0;
const customerSince = async (day: string, number: string | null): Promise<string> => {
  accounts += 1;
  await prairie.at(`${day}T15:00:00Z`);
  const { id } = await prairie.run(agnes, addCustomer, { account: `A-${accounts}`, name: 'Rosa Nguyen' });
  await prairie.run(agnes, addService, { customerId: id, category: 'interconnected-voip', number });
  return id;
};
const link = (customerId: string, kind: 'email' | 'postal', value: string) =>
  prairie.run(agnes, addContact, { customerId, kind, value });
const changesOf = async (customerId: string, since: string) =>
  (await prairie.run(carla, listChanges, { since, customerId })).items;
const textsTo = (number: string) =>
  peer.asked.filter(({ path, fields }) => path.endsWith('/Messages.json') && fields.To === number);

describe('A changed account', () => {
  test('is told by text to the number of record at once, and neither the old nor the new address stands in it', async () => {
    const rosa = await customerSince('2026-01-10', '515-555-0111');
    await prairie.at('2026-06-01T15:00:00Z');
    await link(rosa, 'email', 'new@example.org');
    await workAll(home, outside);
    const [text, ...more] = textsTo('+15155550111');
    expect(more).toEqual([]);
    expect(text?.path).toBe('/2010-04-01/Accounts/AC1/Messages.json');
    expect(text?.authorization).toBe(`Basic ${Buffer.from('AC1:a secret of the service').toString('base64')}`);
    expect(JSON.stringify(text)).not.toContain('example.org');
    expect(await changesOf(rosa, '2026-06-01')).toMatchObject([
      { what: 'address-of-record', how: 'created', punctual: 'at-once', notices: [{ way: 'text', state: 'sent' }] },
    ]);
  });

  test('on the day service began is told nobody', async () => {
    const newcomer = await customerSince('2026-06-01', '515-555-0112');
    await link(newcomer, 'email', 'first@example.org');
    await workAll(home, outside);
    expect(textsTo('+15155550112')).toEqual([]);
    await prairie.at('2026-06-02T15:00:00Z');
    await link(newcomer, 'postal', '1 Elm Street, Ames, IA 50010');
    await workAll(home, outside);
    expect(textsTo('+15155550112')).toHaveLength(1);
  });

  test('whose text comes back and whose number takes no call goes by letter to the address held before, not the one that came that day', async () => {
    const walter = await customerSince('2026-01-10', '515-555-0113');
    await link(walter, 'postal', '7 Old Road, Ames, IA 50010');
    await prairie.at('2026-06-01T15:00:00Z');
    await link(walter, 'postal', '9 New Road, Ames, IA 50010');
    await workAll(home, outside);
    const gateway = prairie.machine('text service', 'network');
    const reference = `SM${peer.asked.length}`;
    peer.says('+15155550113', 404);
    expect(await prairie.run(gateway, reported, { reference, arrived: 'no' })).toEqual({ known: true });
    expect(await prairie.run(gateway, reported, { reference, arrived: 'no' })).toEqual({ known: false });
    await workAll(home, outside);
    const { items } = await prairie.run(carla, listLetters, {});
    expect(items.map(({ address }) => address)).toEqual(['7 Old Road, Ames, IA 50010']);
    expect(JSON.stringify(items)).not.toContain('New Road');
    const { items: clocks } = await prairie.run(carla, listClocks, {});
    expect(clocks.filter(({ key }) => key.startsWith('account-change-notice'))).toHaveLength(1);
    await prairie.at('2026-06-01T20:00:00Z');
    await prairie.run(carla, postLetter, { noticeId: items[0]?.noticeId ?? '' });
    expect(await changesOf(walter, '2026-06-01')).toMatchObject([
      {
        punctual: 'at-once',
        notices: [{ state: 'bounced' }, { way: 'call', state: 'failed' }, { way: 'mail', state: 'posted' }],
      },
    ]);
  });

  test('twice in a day is told each time at what stood before the first', async () => {
    const ana = await customerSince('2026-01-10', null);
    const old = await link(ana, 'postal', '2 First Street, Ames, IA 50010');
    await prairie.at('2026-06-01T15:00:00Z');
    await prairie.run(agnes, endContact, { customerId: ana, contactId: old.id });
    await link(ana, 'postal', '3 Second Street, Ames, IA 50010');
    await workAll(home, outside);
    const { items } = await prairie.run(carla, listLetters, {});
    expect(items.map(({ address }) => address)).toEqual(Array(2).fill('2 First Street, Ames, IA 50010'));
    for (const { noticeId } of items) await prairie.run(carla, postLetter, { noticeId });
  });

  test('with number and address changed in one session is told at the number that was', async () => {
    const leo = await customerSince('2026-01-10', '515-555-0114');
    await prairie.at('2026-06-01T15:00:00Z');
    const [service] = await prairie.look((ctx) =>
      ctx.tx.selectFrom('customerService').select('id').where('customerId', '=', leo).execute(),
    );
    await prairie.run(agnes, endService, { customerId: leo, serviceId: service?.id ?? '' });
    await prairie.run(agnes, addService, {
      customerId: leo,
      category: 'interconnected-voip',
      number: '515-555-0115',
    });
    await link(leo, 'email', 'thief@example.org');
    await workAll(home, outside);
    expect(textsTo('+15155550114')).toHaveLength(1);
    expect(textsTo('+15155550115')).toEqual([]);
  });

  test('by a file of customers is told as any other, however far back the file dates the address', async () => {
    const max = await customerSince('2026-01-10', '515-555-0116');
    await prairie.at('2026-06-01T15:00:00Z');
    const file = `account_number,name,email,email_linked\nA-${accounts},Rosa Nguyen,planted@example.org,2020-01-01\nA-new,Eve Bell,eve@example.org,`;
    await prairie.stream(carla, importCustomers, { mode: 'commit' }, file);
    peer.says('+15155550116', 503);
    await workAll(home, outside);
    // the planted address is nobody to tell, and no other is held
    expect(await changesOf(max, '2026-06-01')).toMatchObject([
      { notices: ['text', 'call'].map((way) => ({ way, state: 'failed' })) },
    ]);
    const { items } = await prairie.run(carla, listTasks, { kind: 'account-notice-nowhere' });
    expect(items.map(({ subject }) => subject)).toEqual([`customer:${max}`]);
  });

  test('and not told within fifteen minutes is a task, a clock, and a promise not kept', async () => {
    const check = () =>
      prairie.look((ctx) =>
        Promise.all(
          accountChangeControls.map((control) =>
            control.check(ctx, { from: Date.parse('2026-06-01T00:00:00-05:00'), until: ctx.at + 1 }),
          ),
        ),
      );
    await prairie.at('2026-06-01T15:15:00Z');
    expect(await check()).toMatchObject([{ status: 'kept', counts: { untold: 0, waiting: 1 } }]);
    await prairie.at('2026-06-01T15:15:01Z');
    expect(await check()).toMatchObject([{ status: 'not kept', counts: { untold: 1 } }]);
    expect(await prairie.run(carla, watchChanges, {})).toEqual({ late: 1 });
    await prairie.run(carla, watchChanges, {});
    const { items } = await prairie.run(carla, listTasks, { kind: 'account-notice-late' });
    expect(items).toHaveLength(1);
  });

  test('whose text and call may or may not have gone goes by letter, never by the same text or call again', async () => {
    const eve = await customerSince('2026-01-10', '515-555-0117');
    await link(eve, 'postal', '5 Elm Street, Ames, IA 50010');
    await prairie.at('2026-06-02T15:00:00Z');
    peer.says('+15155550117', 'cut');
    await link(eve, 'email', 'eve2@example.org');
    await workAll(home, outside);
    expect(textsTo('+15155550117')).toHaveLength(1);
    const calls = () =>
      peer.asked.filter(({ path, fields }) => path.endsWith('/Calls.json') && fields.To === '+15155550117');
    expect(calls()).toHaveLength(1);
    await prairie.at('2026-06-02T15:10:00Z');
    await workAll(home, outside);
    expect([textsTo('+15155550117').length, calls().length]).toEqual([1, 1]);
    const notices = ['text', 'call'].map((way) => ({ way, state: 'unknown' }));
    expect(await changesOf(eve, '2026-06-02')).toMatchObject([
      { punctual: 'waiting', notices: [...notices, { way: 'mail', state: 'letter' }] },
    ]);
  });
});

describe('The database', () => {
  test('takes no notice to an address younger than thirty days, whatever the code does', async () => {
    const planted = prairie.look(async (ctx) => {
      const change = await ctx.tx.selectFrom('accountChange').selectAll().limit(1).executeTakeFirstOrThrow();
      const contact = await ctx.tx.selectFrom('customerContact').select('id').limit(1).executeTakeFirstOrThrow();
      await ctx.tx
        .insertInto('accountNotice')
        .values({
          id: ctx.id(),
          changeId: change.id,
          try: 9,
          way: 'email',
          serviceId: null,
          contactId: contact.id,
          heldOn: '2026-05-03',
          changedOn: '2026-06-01',
          state: 'trying',
          reference: null,
          madeAt: ctx.at,
          sentAt: null,
          tokenHash: null,
        })
        .execute();
    });
    await expect(planted).rejects.toThrow(/held_before_the_change/);
  });

  test('shows another carrier nothing of it', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Fox', 'compliance');
    expect((await lakes.run(lena, listChanges, { since: '2026-01-01' })).items).toEqual([]);
    expect((await lakes.run(lena, listLetters, {})).items).toEqual([]);
    await expect(lakes.run(agnes, listLetters, {})).rejects.toThrow(/needs one of the roles/);
  });
});
