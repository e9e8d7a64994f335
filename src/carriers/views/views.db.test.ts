// How a person wants his tables is his own, at one carrier; what may be a customer's is refused by the operation and by the database.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let carla: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network');
  carla = await prairie.person('Carla Stein', 'compliance');
});
afterAll(() => home.close());

const view = {
  ...{ ofTable: '/tracebacks Tracebacks', name: 'Open ones', hidden: ['Outcome'] },
  ...{ order: { by: 'Came', direction: 'down' as const }, used: 'chosen' as const },
};
const keep = (as: Staff, more: object) => prairie.run(as, operations['views.keep'], { ...view, ...more });
const namesOf = async (as: Staff) =>
  (await prairie.run(as, operations['views.list'], {})).items.map(({ name, used }) => [name, used]);

describe('A view of a table', () => {
  it('is kept with its columns and their order, and is the person’s alone', async () => {
    const { id } = await keep(noor, {});
    expect((await prairie.run(noor, operations['views.list'], {})).items).toEqual([{ id, ...view }]);
    expect(await namesOf(carla)).toEqual([]);
    await prairie.run(carla, operations['views.drop'], { viewId: id });
    expect(await namesOf(noor)).toEqual([['Open ones', 'chosen']]);
  });

  it('gives way to one of its name, and the table opens with one of them', async () => {
    await keep(noor, { used: 'opening', hidden: [] });
    await keep(noor, { name: 'By hour', used: 'opening', order: null });
    expect(await namesOf(noor)).toEqual([
      ['By hour', 'opening'],
      ['Open ones', 'chosen'],
    ]);
  });

  it('keeps nothing that may be a number or an address: not as its name, nor as a column', async () => {
    for (const words of ['515 555 0100', 'rosa@example.com', 'a\nb', '']) {
      await expect(keep(noor, { name: words })).rejects.toMatchObject({ type: 'invalid-input' });
      await expect(keep(noor, { hidden: [words] })).rejects.toMatchObject({ type: 'invalid-input' });
      await expect(keep(noor, { order: { by: words, direction: 'up' } })).rejects.toMatchObject({
        type: 'invalid-input',
      });
    }
    await expect(keep(noor, { name: 'Rosa 515 555 0100' })).rejects.toThrow(/'name' has four digits in a row/);
    const write = (column: string, value: string) =>
      prairie.look(({ tx }) => sql`update table_view set ${sql.ref(column)} = ${sql.raw(value)}`.execute(tx));
    await expect(write('name', "'515 555 0100'")).rejects.toThrow(/view_words/);
    await expect(write('hidden', "array['rosa@example.com']")).rejects.toThrow(/hidden/);
  });

  it('is one of twenty at most', async () => {
    for (let n = 2; n < 20; n += 1) await keep(noor, { name: `View ${n}` });
    await expect(keep(noor, { name: 'One more' })).rejects.toThrow(/has 20 views/);
    await keep(noor, { name: 'View 3' });
    await keep(noor, { ofTable: '/accounts Accounts', name: 'One more' });
  });

  it('is dropped by whose it is, and stands at this carrier alone', async () => {
    const { items } = await prairie.run(noor, operations['views.list'], {});
    for (const { id } of items) await prairie.run(noor, operations['views.drop'], { viewId: id });
    expect(await namesOf(noor)).toEqual([]);
    await keep(noor, {});
    const lakes = await home.carrier({ name: 'Lakes Voice LLC', shortName: 'Lakes' });
    const seen = await lakes.look(({ tx }) => tx.selectFrom('tableView').select('name').execute());
    expect(seen).toEqual([]);
  });
});
