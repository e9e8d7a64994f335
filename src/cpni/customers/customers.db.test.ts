import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { addCustomer } from './add.ts';
import { addContact, endContact } from './contacts.ts';
import { leave } from './leave.ts';
import { listCustomers } from './list.ts';
import { addPerson } from './persons.ts';
import { addService, endService } from './services.ts';
import { showCustomer } from './show.ts';
import { subscribedAt } from './subscribes.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let agnes: Staff;
let sue: Staff;
let mark: Staff;
let lena: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  sue = await prairie.person('Sue Park', 'supervisor', 'agent');
  mark = await prairie.person('Mark Bell', 'marketing');
  lena = await lakes.person('Lena Fox', 'agent');
});
afterAll(() => home.close());

const newcomer = (account: string) =>
  prairie.run(agnes, addCustomer, { account, name: 'Walter Nguyen', language: 'en', since: '2024-02-29' });

describe('an agent keeps a customer account', () => {
  test('services of the carrier count as subscribed, and no longer once they end', async () => {
    const { id } = await newcomer('A-1');
    const voice = await prairie.run(agnes, addService, {
      customerId: id,
      category: 'interconnected-voip',
      number: '(515) 555-0100',
    });
    await prairie.run(agnes, addService, { customerId: id, category: 'local', number: null });
    expect(voice.number).toBe('+15155550100');
    expect((await prairie.run(sue, showCustomer, { customerId: id })).subscribes).toEqual([
      'local',
      'interconnected-voip',
    ]);
    await prairie.at('2026-06-10T15:00:00Z');
    await prairie.run(agnes, endService, { customerId: id, serviceId: voice.id });
    expect((await prairie.run(sue, showCustomer, { customerId: id })).subscribes).toEqual(['local']);
    const took = await prairie.look((ctx) => subscribedAt(ctx, [id]));
    const before = took(id, Date.parse('2026-06-05T00:00:00Z'));
    const after = took(id, Date.parse('2026-06-10T15:00:00Z'));
    expect(before).toEqual(['local', 'interconnected-voip']);
    expect(after).toEqual(['local']);
  });

  test('an address is of record on the thirtieth day, not on the twenty-ninth; linked again it starts anew', async () => {
    await prairie.at('2026-07-01T15:00:00Z');
    const { id } = await newcomer('A-2');
    const linked = await prairie.run(agnes, addContact, {
      customerId: id,
      kind: 'email',
      value: 'Walter@Example.org',
    });
    expect(linked).toMatchObject({ linked: '2026-07-01', ofRecordFrom: '2026-07-31', ofRecord: false });
    const ofRecord = async (instant: string) => {
      await prairie.at(instant);
      return (await prairie.run(sue, showCustomer, { customerId: id })).contacts.map((contact) => contact.ofRecord);
    };
    expect(await ofRecord('2026-07-31T04:59:59Z')).toEqual([false]);
    expect(await ofRecord('2026-07-31T05:00:00Z')).toEqual([true]);
    await prairie.run(agnes, endContact, { customerId: id, contactId: linked.id });
    await prairie.run(agnes, addContact, { customerId: id, kind: 'email', value: 'walter@example.org' });
    expect(await ofRecord('2026-08-29T15:00:00Z')).toEqual([false, false]);
    expect(await ofRecord('2026-08-30T15:00:00Z')).toEqual([false, true]);
  });

  test('a telephone number is found however it is written, and only by the carrier that serves it', async () => {
    const { id } = await newcomer('A-3');
    await prairie.run(agnes, addService, { customerId: id, category: 'local', number: '+1 712 555 0188' });
    const found = await prairie.run(agnes, listCustomers, { telephone: '712.555.0188' });
    expect(found.items.map((item) => item.id)).toEqual([id]);
    expect((await lakes.run(lena, listCustomers, { telephone: '712.555.0188' })).items).toEqual([]);
    await expect(lakes.run(lena, showCustomer, { customerId: id })).rejects.toThrow(/no such customer/);
  });

  test('an account number stands once', async () => {
    await newcomer('A-4');
    await expect(newcomer('A-4')).rejects.toThrow(/exists already/);
    expect((await lakes.run(lena, addCustomer, { account: 'A-4', name: 'Somebody Else' })).account).toBe('A-4');
  });

  test('all customers come in pages, each once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await prairie.run(sue, listCustomers, cursor === undefined ? { limit: 2 } : { limit: 2, cursor });
      seen.push(...page.items.map((item) => item.account));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual(['A-1', 'A-2', 'A-3', 'A-4']);
  });

  test('a customer who left takes no services and gets none', async () => {
    const { id } = await newcomer('A-5');
    await prairie.run(agnes, addService, { customerId: id, category: 'cmrs' });
    expect((await prairie.run(agnes, leave, { customerId: id })).subscribes).toEqual([]);
    await expect(prairie.run(agnes, addService, { customerId: id, category: 'cmrs' })).rejects.toThrow(/has left/);
  });

  test('a word that is no telephone number is refused by field', async () => {
    const { id } = await newcomer('A-6');
    await expect(
      prairie.run(agnes, addService, { customerId: id, category: 'local', number: '555-0100' }),
    ).rejects.toThrow("'number' is no telephone number");
  });
});

describe('the walls', () => {
  test('marketing may not look customers up', async () => {
    await expect(prairie.run(mark, listCustomers, {})).rejects.toThrow(/needs one of the roles/);
    await expect(prairie.run(mark, addCustomer, { account: 'M', name: 'M' })).rejects.toThrow(/needs one of the roles/);
  });

  test('evidence holds no name, number or address of a customer', async () => {
    const { id } = await newcomer('A-7');
    await prairie.run(agnes, addContact, { customerId: id, kind: 'postal', value: '9 Birch Lane, Ames, IA 50010' });
    await prairie.run(agnes, addPerson, { customerId: id, name: 'Rosa Nguyen' });
    const bodies = await prairie.look((ctx) => ctx.tx.selectFrom('ledgerEntry').select('body').execute());
    const text = bodies.map((row) => row.body).join('\n');
    expect(text).toContain(`customer:${id}`);
    for (const personal of ['Walter', 'Birch', 'birch', 'Rosa', 'A-7', '5155550100', '712555'])
      expect(text).not.toContain(personal);
  });
});

describe('what an agent reads of an account', () => {
  test('is name and account and whether he is served, and nothing that would help to pass for him; a supervisor reads all', async () => {
    const { id } = await newcomer('A-0');
    await prairie.run(agnes, addService, { customerId: id, category: 'local', number: '515-555-0147' });
    const { id: contactId } = await prairie.run(agnes, addContact, {
      customerId: id,
      kind: 'postal',
      value: '12 Elm Street, Ames, IA 50010',
    });
    await prairie.run(agnes, addContact, { customerId: id, kind: 'email', value: 'walter@example.org' });
    await prairie.run(agnes, addPerson, { customerId: id, name: 'Paula Voss' });
    const seen = await prairie.run(agnes, showCustomer, { customerId: id });
    expect(seen).toEqual({
      ...{ id, account: 'A-0', name: 'Walter Nguyen', language: 'en', since: '2024-02-29', leftAt: null },
      ...{ subscribes: null, services: [], contacts: [], persons: [], legacyApprovals: [] },
    });
    const assistant = prairie.machine('assistant', 'agent');
    expect(await prairie.run(assistant, showCustomer, { customerId: id })).toEqual(seen);
    const whole = await prairie.run(sue, showCustomer, { customerId: id });
    expect(JSON.stringify(whole)).toMatch(/Elm.*Paula/);
    expect(whole.subscribes).toEqual(['local']);
    const ended = await prairie.run(agnes, endContact, { customerId: id, contactId });
    expect(JSON.stringify(ended)).not.toContain('Elm');
  });

  test('he finds by what the caller says, and gets no page of all', async () => {
    const { id } = await newcomer('A-8');
    await prairie.run(agnes, addService, { customerId: id, category: 'local', number: '515-555-0148' });
    await prairie.run(agnes, addContact, { customerId: id, kind: 'email', value: 'walter8@example.org' });
    for (const said of [{ account: 'A-8' }, { telephone: '515 555 0148' }, { email: 'Walter8@example.org' }])
      expect(await prairie.run(agnes, listCustomers, said)).toMatchObject({
        items: [{ id, account: 'A-8', subscribes: null }],
        next: null,
      });
    await expect(prairie.run(agnes, listCustomers, {})).rejects.toThrow(/looks up the customer who speaks to him/);
    await expect(prairie.run(agnes, listCustomers, { limit: 10 })).rejects.toMatchObject({ type: 'invalid-input' });
    await expect(prairie.run(agnes, listCustomers, { account: 'A-8', cursor: id })).rejects.toThrow(/'cursor'/);
    await expect(prairie.run(agnes, listCustomers, { account: 'A-8', limit: 11 })).rejects.toThrow(
      /'limit' is over 10/,
    );
    await expect(prairie.run(prairie.machine('assistant', 'agent'), listCustomers, {})).rejects.toThrow(/looks up/);
  });

  test('of a number that many accounts share he gets ten and no further page, a supervisor all', async () => {
    const shared = '515-555-0149';
    for (let n = 10; n <= 21; n += 1) {
      const { id } = await newcomer(`A-${n}`);
      await prairie.run(agnes, addContact, { customerId: id, kind: 'phone', value: shared });
    }
    const found = await prairie.run(agnes, listCustomers, { telephone: shared });
    expect([found.items.length, found.next]).toEqual([10, null]);
    const page = await prairie.run(sue, listCustomers, { telephone: shared, limit: 10 });
    expect([page.items.length, page.next === null]).toEqual([10, false]);
  });
});
