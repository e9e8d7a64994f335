import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { houseAt, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { systemAsks, transact } from '../../db/context.ts';
import { client, migrate, migrations } from '../../db/migrate.ts';

// A database as an older version left it, one migration before the rows said what silence permits while a channel is lost.

const address = { socket: inject('socket'), port: inject('port'), database: `refresh_${process.pid}` };
const carrierId = crypto.randomUUID();
const lone = crypto.randomUUID();
const both = crypto.randomUUID();
const sent = Date.parse('2026-01-05T15:00:00Z');
let home: TestHouse;

/** A customer with an opt-out notice, and the row of what it permits as the older version wrote it. */
const customer = (id: string, channels: string) => [
  `insert into customer (carrier_id, id, account, name, language, salt)
   values ('${carrierId}', '${id}', '${id}', 'Walter', 'en', repeat('0', 32))`,
  `insert into permission_event (carrier_id, id, customer_id, type, at, recorded_at, approval, method, wait_days, covers, channels)
   values ('${carrierId}', gen_random_uuid(), '${id}', 'notice', ${sent}, ${sent}, 'opt-out', 'mail', 33, 268435455, '${channels}')`,
  `insert into permission (carrier_id, customer_id, class_id, from_at, until_at, silence, consent)
   values ('${carrierId}', '${id}', 1, ${sent}, 9007199254740991, 1, 0)`,
];

beforeAll(async () => {
  const server = await client(address, 'postgres');
  await server.query(`create database ${address.database}`);
  await server.end();
  const db = await client(address, address.database);
  await db.query(
    'create table migration (name text primary key, hash text not null, at timestamptz not null default now())',
  );
  for (const { name, text, hash } of migrations().filter((one) => one.name < '0022')) {
    await db.query(text);
    await db.query('insert into migration (name, hash) values ($1, $2)', [name, hash]);
  }
  await db.query(
    `insert into carrier (id, name, short_name, kind, zone, demo, created_at)
     values ('${carrierId}', 'Prairie Voice LLC', 'Prairie', 'interconnected-voip', 'America/Chicago', false, ${sent})`,
  );
  await db.query(
    `insert into permission_class (carrier_id, id, key, notices, refusals, covering, touching) values ('${carrierId}', 1, 'k', '{}', '{}', '{}', '{}')`,
  );
  for (const text of [...customer(lone, '{phone}'), ...customer(both, '{phone,web}')]) await db.query(text);
  await db.end();
  await migrate(address);
  home = houseAt(address, mkdtempSync(join(tmpdir(), 'compline-data-')));
});
afterAll(() => home.close());

const asking = () => systemAsks(carrierId, 'test', Date.now());
const rowsOf = (id: string) =>
  transact(home.connections, asking(), ({ tx }) =>
    tx.selectFrom('permission').select(['silence', 'silenceByLoss', 'classId']).where('customerId', '=', id).execute(),
  );
const waiting = () =>
  transact(home.connections, asking(), async ({ tx }) => {
    const { rows } = await sql<{ kind: string }>`select kind from job where done_at is null`.execute(tx);
    return rows.map(({ kind }) => kind);
  });

it('is worked out anew after the update, only where a notice offered one way to say no alone', async () => {
  expect(await waiting()).toEqual(['permissions.refresh']);
  expect((await rowsOf(lone))[0]?.silenceByLoss).toBeNull();
  const untouched = await rowsOf(both);
  await workAll(home, noOutside);
  const rows = await rowsOf(lone);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(row.silenceByLoss).toHaveLength(16);
    // nothing lost is the first; the telephone alone is the second, where the notice cannot be answered any more
    expect(row.silenceByLoss?.[0]).toBe(row.silence);
  }
  expect(rows.some((row) => row.silenceByLoss?.[1] !== row.silence)).toBe(true);
  expect(await rowsOf(both)).toEqual(untouched);
  expect(await waiting()).toEqual([]);
});
