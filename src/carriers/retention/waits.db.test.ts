import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { forget, olderCarrier, runningPurge, type Two, twoPersons } from './retention.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let two: Two;

beforeAll(async () => {
  home = await house();
  prairie = await olderCarrier(home);
  two = await twoPersons(prairie);
  await prairie.at('2027-06-01T15:00:00Z');
});
afterAll(() => home.close());

const leftIn2024 = (): Promise<string> =>
  prairie.look(async (ctx) => {
    const id = ctx.id();
    const row = { id, account: id, name: 'Walter', language: 'en' as const, subscribes: 0, since: null };
    const leftAt = Date.parse('2024-05-01T15:00:00Z');
    await ctx.tx
      .insertInto('customer')
      .values({ ...row, leftAt, salt: ctx.salt() })
      .execute();
    return id;
  });

const nameOf = (id: string) =>
  prairie.look((ctx) => ctx.tx.selectFrom('customer').select('name').where('id', '=', id).executeTakeFirst());

const held = { why: 'Suit', classes: null, customers: null, fromDay: null, untilDay: null };

/** Work that stays open until it is let go, and whether it has ended. */
const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

const moment = (): Promise<'waits'> => new Promise((resolve) => setTimeout(() => resolve('waits'), 300));

it('A hold that is placed while a batch runs waits for it, and keeps everything from then on', async () => {
  const [first, second] = [await leftIn2024(), await leftIn2024()];
  const purgeId = await runningPurge(prairie, two, 'customers');
  const { open, opened } = gate();
  const line = { class: 'customers', recordId: first, purgeId, endedOn: '2024-05-01', purgedOn: '2027-06-01' };
  const taking = prairie.look(async (ctx) => {
    await ctx.tx.insertInto('purgedRecord').values(line).execute();
    await opened;
  });
  await moment();
  const placing = prairie.run(two.decider, operations['holds.place'], held);
  expect(await Promise.race([placing.then(() => 'placed'), moment()])).toBe('waits');
  open();
  await taking;
  const { id: holdId } = await placing;
  await expect(forget(prairie, purgeId, 'customers', second, '2024-05-01')).rejects.toThrow(/retention keeps 1/);
  expect([await nameOf(first), await nameOf(second)]).toEqual([{ name: '(purged)' }, { name: 'Walter' }]);
  await prairie.run(two.decider, operations['holds.end'], { holdId, reason: 'Settled' });
});

it('A batch that begins while a hold is being placed waits for it, and then takes nothing that it covers', async () => {
  const customerId = await leftIn2024();
  const purgeId = await prairie.look(
    async (ctx) => (await ctx.tx.selectFrom('purge').select('id').executeTakeFirstOrThrow()).id,
  );
  const { open, opened } = gate();
  const placing = prairie.look(async (ctx) => {
    const asOtto = { ...ctx, actor: { kind: 'person' as const, id: two.decider.id, name: 'Otto', roles: [] } };
    await operations['holds.place'].run(asOtto, { ...held, customers: [customerId], secrecy: 'none' });
    await opened;
  });
  await moment();
  const taking = forget(prairie, purgeId, 'customers', customerId, '2024-05-01').then(
    () => 'taken',
    (error: unknown) => String(error),
  );
  expect(await Promise.race([taking, moment()])).toBe('waits');
  open();
  await placing;
  expect(await taking).toMatch(/retention keeps 1/);
  expect(await nameOf(customerId)).toEqual({ name: 'Walter' });
});
