// While the calls of months are searched no transaction is open: one holds back the ledger of everybody. The engine is watched, and does its work.
import { DuckDBConnection } from '@duckdb/node-api';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { client } from '../src/db/migrate.ts';
import { type Desk, deskAt, switchRow } from '../src/robocall/tracebacks/desk.example.ts';
import { prepareTraceback } from '../src/robocall/tracebacks/prepare.ts';
import { searchTraceback } from '../src/robocall/tracebacks/search.ts';
import { house, type TestHouse } from './house.ts';

let home: TestHouse;
let desk: Desk;
let server: pg.Client;
const open: number[] = [];

beforeAll(async () => {
  home = await house();
  desk = await deskAt(home, {});
  await desk.bring('Master.csv', [
    switchRow(1, '2026-11-18 09:00:00', '12025550199', '13035550000'),
    switchRow(2, '2026-11-18 10:02:13', '12025550143', '13035550120'),
    switchRow(3, '2026-11-19 09:00:00', '12025550199', '13035550000'),
  ]);
  server = await client(home.address, 'postgres');
  const { rows: named } = await sql<{ name: string }>`select current_database() as name`.execute(
    home.connections.platform,
  );
  const real = DuckDBConnection.prototype.runAndReadAll;
  vi.spyOn(DuckDBConnection.prototype, 'runAndReadAll').mockImplementation(async function (
    this: DuckDBConnection,
    ...asked
  ) {
    const { rows } = await server.query(
      `select count(*) from pg_stat_activity where datname = $1 and state like 'idle in transaction%'`,
      [named[0]?.name],
    );
    open.push(Number(rows[0].count));
    return real.apply(this, asked);
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.end();
  await home.close();
});

it('A search, and a preparation of an answer, search without a transaction', async () => {
  const tracebackId = await desk.arrived('2026-11-20T15:00:00Z', {});
  const { candidates } = await desk.carrier.run(desk.noor, searchTraceback, { tracebackId });
  expect(candidates).toHaveLength(1);
  const searches = open.length;
  expect(searches).toBeGreaterThan(0);
  const answer = { outcome: 'absent' as const, because: 'Another account', gap: null };
  await desk.carrier.run(desk.noor, prepareTraceback, { tracebackId, answer });
  expect(open.length).toBeGreaterThan(searches);
  expect(open.filter((count) => count > 0)).toEqual([]);
});
