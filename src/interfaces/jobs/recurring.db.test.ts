import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { client } from '../../db/migrate.ts';
import { recurring } from '../../operations.ts';
import { ensureRecurring } from './recurring.ts';

let home: TestHouse;
const complaints: string[] = [];

beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const real = (name: string) => home.carrier({ name, shortName: name, demo: false, clock: null });
const waiting = async (carrier: TestCarrier): Promise<readonly string[]> => {
  const rows = await carrier.look(({ tx }) => tx.selectFrom('job').select('kind').execute());
  return rows.map(({ kind }) => kind).sort();
};

it('Every real carrier has its recurring work waiting once; one that fails is told of, and holds up no other', async () => {
  const [first, second, third] = [await real('First'), await real('Second'), await home.carrier({ name: 'Played' })];
  const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  await owner.query(`create function fails() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`);
  await owner.query(`create trigger fails before insert on job for each row when (new.carrier_id = '${first.id}')
    execute function fails()`);
  for (let round = 0; round < 2; round += 1)
    await ensureRecurring(home.connections, Date.now(), (line) => complaints.push(line));
  await owner.end();
  expect(await waiting(first)).toEqual([]);
  expect(await waiting(second)).toEqual(Object.keys(recurring).sort());
  expect(await waiting(third)).toEqual([]);
  expect(complaints).toHaveLength(2);
  expect(complaints[0]).toMatch(`recurring work of carrier ${first.id} failed`);
});
