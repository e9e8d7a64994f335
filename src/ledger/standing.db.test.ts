import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../test/house.ts';
import { closeDay } from '../carriers/closures.ts';
import { client } from '../db/migrate.ts';
import { integrateCarrier } from './integrate-all.ts';
import { showStanding } from './standing.ts';

let home: TestHouse;
let prairie: TestCarrier;
let ana: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  ana = await prairie.person('Ana Ruiz', 'compliance');
});
afterAll(() => home.close());

const standing = () => prairie.run(ana, showStanding, {});

it('tells what waits for the tree, then that the signed head is that of the tree', async () => {
  await prairie.run(ana, closeDay, { day: '2026-12-31', why: 'snow', source: 'FCC notice' });
  expect((await standing()).waiting).toBeGreaterThan(0);
  await vi.waitFor(
    async () => {
      await integrateCarrier(home.connections, prairie.id);
      expect(await standing()).toMatchObject({ waiting: 0, head: 'holds', signedAt: expect.any(String) });
    },
    { timeout: 30_000, interval: 200 },
  );
  expect((await standing()).entries).toBeGreaterThan(0);
});

it('tells that a tree was changed behind its head', async () => {
  const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
  const changed = 'update ledger_state set frontier[1] = sha256(frontier[1]) where carrier_id = $1';
  await owner.query(changed, [prairie.id]);
  await owner.end();
  expect((await standing()).head).toBe('differs');
});

it('tells the last drill of a backup, good or not, and where none was ever run', async () => {
  expect((await standing()).drill).toBeNull();
  const row = { fileHash: 'a', carriers: 1, entries: 2, detail: 'x' };
  const { platform } = home.connections;
  const id = (n: number) => `01a1f0c2-7b00-7000-8000-00000000000${n}`;
  await platform
    .insertInto('backupDrill')
    .values({ id: id(1), at: 1_790_000_000_000, good: true, ...row })
    .execute();
  expect((await standing()).drill).toEqual({ at: '2026-09-21T14:13:20.000Z', good: true });
  await platform
    .insertInto('backupDrill')
    .values({ id: id(2), at: 1_790_000_500_000, good: false, ...row })
    .execute();
  expect((await standing()).drill).toMatchObject({ good: false });
});
