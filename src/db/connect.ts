import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { preparing } from './prepare.ts';
import type { Database } from './tables.ts';

/** Where the database is: a URL, or the embedded server's socket folder. */
export type Address =
  | { readonly url: string }
  | { readonly socket: string; readonly port: number; readonly database: string };

export type Db = Kysely<Database>;

/** The connections of one process, one pool a role: `app` sees one carrier, `platform` the tables that belong to none. */
export type Connections = {
  readonly app: Db;
  readonly appPool: pg.Pool;
  readonly platform: Db;
  readonly platformPool: pg.Pool;
  /** Where this installation keeps what is not in the database: keys. */
  readonly dataFolder: string;
  close(): Promise<void>;
};

// bigint, numeric counts and instants (ms) fit a double; dates stay the text that the law means
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.NUMERIC) return Number;
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  },
};

/** A pool at that address, acting in the database as `role`. */
export const poolAt = (address: Address, role: string, max: number): pg.Pool => {
  const where =
    'url' in address
      ? { connectionString: address.url }
      : { host: address.socket, port: address.port, user: 'compline_owner', database: address.database };
  // pipelined: what a transaction asks without waiting goes out at once, in order
  const pool = new pg.Pool({
    ...where,
    max,
    types,
    options: `-c role=${role}`,
    idleTimeoutMillis: 30_000,
    pipeline: true,
  });
  // without a listener a stopped server would end this process (57P01)
  pool.on('error', () => {});
  pool.on('connect', preparing);
  // nor may one that ends in the middle of a transaction: the query under way is rejected, and that is enough
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
};

const kyselyOn = (pool: pg.Pool): Db =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });

/** Opens both pools; nothing is asked of the server until the first use. */
export const connect = (address: Address, size: number, dataFolder: string): Connections => {
  const appPool = poolAt(address, 'compline_app', size);
  const platformPool = poolAt(address, 'compline_platform', Math.max(2, Math.floor(size / 2)));
  const app = kyselyOn(appPool);
  const platform = kyselyOn(platformPool);
  const close = async () => {
    await Promise.all([app.destroy(), platform.destroy()]);
    // Kysely ends no pool that was only ever used past it: its idle connections would hold the process for half a minute
    for (const pool of [appPool, platformPool]) if (!pool.ending) await pool.end();
  };
  return { app, appPool, platform, platformPool, dataFolder, close };
};
