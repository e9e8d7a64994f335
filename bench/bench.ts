// What the benches share: a database of their own, the form of a result, and the memory of a server.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCarrier } from '../src/carriers/create.ts';
import { type Address, type Connections, connect } from '../src/db/connect.ts';
import { type Asking, systemAsks } from '../src/db/context.ts';
import { startEmbedded } from '../src/db/embedded/start.ts';
import { client, migrate } from '../src/db/migrate.ts';
import { randomIds } from '../src/kernel/id.ts';

const rounded = (value: number): number => Number(value.toPrecision(6));

/** Prints one measure beside its baseline as a line of JSON. */
export const print = (metric: string, value: number, unit: string, name: string, baseline: number): void => {
  const ratio = Number((value / baseline).toFixed(3));
  const line = { metric, value: rounded(value), unit, baseline: { name, value: rounded(baseline) }, ratio };
  console.log(JSON.stringify(line));
};

/** The value in the middle; the upper one of two. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** How long it takes, in milliseconds. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** The number after an option on the command line. */
export const option = (name: string, otherwise: number): number => {
  const place = process.argv.indexOf(name);
  if (place === -1) return otherwise;
  const value = Number(process.argv[place + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} takes a whole number above zero`);
  return value;
};

/** The word after a word on the command line; '' where there is none. */
export const after = (word: string): string => process.argv[process.argv.indexOf(word) + 1] ?? '';

/** What is given on standard input, to its end. */
export const given = async (): Promise<string> => {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
};

export type Bench = {
  readonly address: Address;
  readonly connections: Connections;
  readonly postmasterPid: number;
  /** A carrier that lives by the machine's clock, like a real one. */
  carrier(): Promise<string>;
  close(): Promise<void>;
};

/** An embedded server in a folder of its own, migrated, with connections as a server opens them. */
export const bench = async (poolSize: number): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-bench-'));
  const server = await startEmbedded(folder);
  const address = { socket: server.host, port: server.port, database: 'compline' };
  await migrate(address);
  const connections = connect(address, poolSize, folder);
  return {
    address,
    connections,
    postmasterPid: server.postmasterPid,
    carrier: () =>
      createCarrier(connections, systemAsks(randomIds(Date.now())(), 'bench', Date.now()), {
        name: 'Bench Voice LLC',
        shortName: 'Bench Voice',
        kind: 'interconnected-voip',
        zone: 'America/Chicago',
        filerId: '829999',
        frn: '0012345678',
        address: '12 Elm Street, Des Moines, IA 50309',
        contact: 'compliance@bench.example',
        demo: false,
        clock: null,
      }),
    async close() {
      await connections.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A request of the bench, now. */
export const asks = (carrierId: string): Asking => systemAsks(carrierId, 'bench', Date.now());

/** The owner's own connection, seeing one carrier's defaults. */
export const owner = async ({ address }: Bench, carrierId: string) => {
  const db = await client(address, 'compline');
  // a bench that fails stops the server first: its own error is the one to read
  db.on('error', () => {});
  await db.query("select set_config('compline.carrier', $1, false)", [carrierId]);
  return db;
};

/** Customers by the thousand; one in seven takes long distance already. Their ids. */
export const loadCustomers = async (one: Bench, carrierId: string, count: number): Promise<string[]> => {
  const db = await owner(one, carrierId);
  await db.query(
    `insert into customer (id, account, name, language, subscribes, since, left_at, salt)
     select uuidv7(), 'A-' || n, 'Customer ' || n, case when n % 10 = 0 then 'es' else 'en' end,
       case when n % 7 = 0 then 10 else 8 end, null, null, md5(n::text) from generate_series(1, $1::int) n`,
    [count],
  );
  const { rows } = await db.query<{ id: string }>('select id from customer order by id');
  await db.end();
  return rows.map(({ id }) => id);
};

const proportional = (pid: string): number => {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

const parentOf = (pid: string): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
};

/** Memory of the server and its children in MB, shared pages counted once; 0 where there is no /proc. */
export const serverMb = ({ postmasterPid }: Bench): number => {
  if (process.platform !== 'linux') return 0;
  const pids = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && (Number(name) === postmasterPid || parentOf(name) === postmasterPid),
  );
  return pids.reduce((sum, pid) => sum + proportional(pid), 0);
};

/** Samples a memory five times a second; the function that comes back stops and gives the most that was seen. */
export const watchMemory = (megabytes: () => number): (() => number) => {
  let most = megabytes();
  const timer = setInterval(() => {
    most = Math.max(most, megabytes());
  }, 200);
  return () => {
    clearInterval(timer);
    return Math.max(most, megabytes());
  };
};
