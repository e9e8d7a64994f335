import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Address } from './connect.ts';
import { secure } from './secure.ts';

const folder = ['../../migrations/', './migrations/', '../migrations/']
  .map((place) => fileURLToPath(new URL(place, import.meta.url)))
  .find((place) => existsSync(place));

type Migration = { readonly name: string; readonly text: string; readonly hash: string };

/** All migrations in order of number. */
export const migrations = (): readonly Migration[] => {
  if (folder === undefined) throw new Error('the folder migrations/ is missing beside the program');
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    });
};

/** A single connection as the owner; `database` replaces the address's own where the server is embedded. */
export const client = async (address: Address, database: string): Promise<pg.Client> => {
  const where =
    'url' in address
      ? { connectionString: address.url }
      : { host: address.socket, port: address.port, user: 'compline_owner', database };
  const opened = new pg.Client(where);
  await opened.connect();
  return opened;
};

const inOwnLock = async (db: pg.Client, work: () => Promise<void>): Promise<void> => {
  // one lock around roles, migrations and grants: three processes may start at once
  await db.query('select pg_advisory_lock(4620)');
  try {
    await work();
  } finally {
    await db.query('select pg_advisory_unlock(4620)');
  }
};

const ensureDatabase = async (address: Address): Promise<void> => {
  if ('url' in address) return;
  const db = await client(address, 'postgres');
  try {
    await inOwnLock(db, async () => {
      const known = await db.query('select 1 from pg_database where datname = $1', [address.database]);
      if (known.rowCount === 0) await db.query(`create database ${address.database}`);
    });
  } finally {
    await db.end();
  }
};

const ensureRole = async (db: pg.Client, role: string): Promise<void> => {
  const known = await db.query('select 1 from pg_roles where rolname = $1', [role]);
  if (known.rowCount === 0) await db.query(`create role ${role} nologin`);
  // a server's own user needs membership to act as the role
  await db.query(`grant ${role} to current_user`).catch(() => {});
};

const apply = async (db: pg.Client, migration: Migration): Promise<void> => {
  await db.query('begin');
  try {
    await db.query(migration.text);
    await db.query('insert into migration (name, hash) values ($1, $2)', [migration.name, migration.hash]);
    await db.query('commit');
  } catch (error) {
    await db.query('rollback');
    throw new Error(`migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Brings the database to this version: database, roles, migrations, row security. Safe from several processes at once. */
export const migrate = async (address: Address): Promise<void> => {
  await ensureDatabase(address);
  const db = await client(address, 'database' in address ? address.database : '');
  try {
    await inOwnLock(db, async () => {
      for (const role of ['compline_app', 'compline_platform']) await ensureRole(db, role);
      await db.query(
        'create table if not exists migration (name text primary key, hash text not null, at timestamptz not null default now())',
      );
      const done = new Map(
        (await db.query<{ name: string; hash: string }>('select name, hash from migration')).rows.map((row) => [
          row.name,
          row.hash,
        ]),
      );
      for (const migration of migrations()) {
        const hash = done.get(migration.name);
        if (hash === undefined) await apply(db, migration);
        else if (hash !== migration.hash)
          throw new Error(`migration ${migration.name} was changed after it ran here; write a new one instead`);
      }
      await secure(db);
    });
  } finally {
    await db.end();
  }
};
