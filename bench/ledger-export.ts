// A whole ledger out of the database over HTTP, as a stranger gets it: memory of the server that sends, and the file verified.
// Usage: ledger-export [ENTRIES], default 500,000; the issue's figure is 5,000,000.
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { issueKey } from '../src/carriers/staff/keys.ts';
import { server } from '../src/interfaces/http/server.ts';
import { integrateCarrier } from '../src/ledger/integrate-all.ts';
import { verifyLedger } from '../src/ledger/verify.ts';
import { asks, type Bench, bench, owner, print, serverMb, timed, watchMemory } from './bench.ts';

const entries = Number(process.argv[2] ?? 500_000);
const memoryLimitMb = 512;

/** Entries in the canonical form that `record` writes, by the hundred thousand; the database hashes them. */
const write = async (one: Bench, carrierId: string): Promise<void> => {
  const db = await owner(one, carrierId);
  for (let from = 0; from < entries; from += 100_000)
    await db.query(
      `insert into ledger_entry (id, recorded_at, kind, subject, body, leaf)
       select id, now_ms, 'decision', subject, body, sha256('\\x00'::bytea || convert_to(body, 'UTF8'))
       from (select id, now_ms, subject,
           '{"actor":{"id":null,"kind":"system","name":"bench","roles":[]},"facts":{"allowed":' || (n % 3 <> 0)
           || ',"basis":"opt-out","cite":"47 CFR 64.2007(b)","count":' || n || ',"hash":"' || md5(n::text)
           || '","missing":[]},"happenedAt":"' || stamp || '","id":"' || id || '","kind":"decision","recordedAt":"' || stamp
           || '","subject":"' || subject || '"}' as body
         from (select n, uuidv7() as id, 'customer:' || md5((n % 100000)::text)::uuid as subject,
             (extract(epoch from now()) * 1000)::bigint as now_ms,
             to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as stamp
           from generate_series($1::int, $2::int) n) made) written`,
      [from, Math.min(entries, from + 100_000) - 1],
    );
  await db.query('vacuum analyze ledger_entry');
  await db.end();
};

const one = await bench(4);
const folder = await mkdtemp(join(tmpdir(), 'compline-bench-export-'));
try {
  const carrierId = await one.carrier();
  await write(one, carrierId);
  const integrated = await timed(() => integrateCarrier(one.connections, carrierId));
  print('ledger.integrate', (entries / integrated) * 1000, 'entries/s', 'entries', entries);
  const auditor = { holder: { machine: 'auditor' }, roles: ['auditor'], days: 1 } as const;
  const key = await issueKey(one.connections, asks(carrierId), auditor);
  const app = await server(one.connections);
  const base = await app.listen({ port: 0, host: '127.0.0.1' });
  const file = join(folder, 'ledger.ndjson');
  const node = watchMemory(() => process.memoryUsage().rss / 2 ** 20);
  const postgres = watchMemory(() => serverMb(one));
  const exported = await timed(async () => {
    const reply = await fetch(`${base}/v1/ledger:export`, { headers: { authorization: `Bearer ${key.secret}` } });
    if (reply.body === null || !reply.ok) throw new Error(`the export was answered with ${reply.status}`);
    await pipeline(Readable.fromWeb(reply.body), createWriteStream(file));
  });
  const peaks = { node: node(), postgres: postgres() };
  await app.close();
  print('ledger.export', (entries / exported) * 1000, 'entries/s', 'entries', entries);
  print('ledger.export size', statSync(file).size / 2 ** 20, 'MB', 'entries', entries);
  print('ledger.export: peak memory of node, which also receives', peaks.node, 'MB', 'limit', memoryLimitMb);
  print('ledger.export: peak memory of PostgreSQL', peaks.postgres, 'MB', 'limit', memoryLimitMb);
  let failure: unknown = null;
  const verified = await timed(async () => {
    const stream = createReadStream(file, { highWaterMark: 2 ** 20 });
    failure = (await verifyLedger(stream, { key: null, checkpoints: [] })).failure;
  });
  if (failure !== null) throw new Error(JSON.stringify(failure));
  print('ledger.verify of the export', (entries / verified) * 1000, 'entries/s', 'entries', entries);
} finally {
  await one.close();
  await rm(folder, { recursive: true });
}
