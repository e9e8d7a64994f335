// Call records of one day at 500 accounts: import as over HTTP, metrics by account and hour, and the score of the day as it runs by night, each beside plain
// DuckDB with SQL written by hand on the same machine with the same memory. The import beside it makes the same columns, each call once, sets aside what cannot be
// read, and keeps the file packed with its hash; it knows one switch, one zone and no account, and puts nothing on record in a database. Usage: traffic [--calls N], default 5,000,000.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { transact, workOf } from '../src/db/context.ts';
import { HOUR } from '../src/kernel/time.ts';
import { importCalls } from '../src/robocall/traffic/calls/import.ts';
import { addCallSource } from '../src/robocall/traffic/calls/sources.ts';
import { callsAtOnce } from '../src/robocall/traffic/columnar/calls-table.ts';
import { counts } from '../src/robocall/traffic/columnar/counts.ts';
import { engineOf } from '../src/robocall/traffic/columnar/engine.ts';
import { storedCalls } from '../src/robocall/traffic/columnar/stored-calls.ts';
import { gather } from '../src/robocall/traffic/days/gather.ts';
import { judgeDay } from '../src/robocall/traffic/days/judge-day.ts';
import { keepDays } from '../src/robocall/traffic/days/keep.ts';
import { easternOffsets, offsetsOf } from '../src/robocall/traffic/metrics/offsets.ts';
import { asks, bench, option, print, timed, watchMemory } from './bench.ts';

const calls = option('--calls', 5_000_000);
const accounts = 500;
const day = Date.UTC(2026, 2, 10) / 86_400_000;

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (second: number): string =>
  `2026-03-10 ${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;

/** Rows of mod_cdr_csv, in the order of time; a third is answered, talks of 1 to 240 s. */
function* lines(): Generator<string> {
  let text = '';
  for (let n = 0; n < calls; n += 1) {
    // from 8:00 to 20:00 in Chicago, written as UTC
    const start = 46_800 + Math.floor((n * 39_000) / calls);
    const mixed = Math.imul(n, 0x9e3779b1) >>> 0;
    const answered = mixed % 3 === 0;
    const end = start + 8 + (answered ? 1 + (mixed % 240) : 0);
    const cause = answered ? 'NORMAL_CLEARING' : mixed % 11 === 0 ? 'UNALLOCATED_NUMBER' : 'NO_ANSWER';
    const from = `1202${7_200_000 + (mixed % 4000)}`;
    const to = `1303${2_200_000 + (mixed % 790_000)}`;
    const answer = answered ? clock(start + 8) : '';
    const id = `7f3c2a00-1c8e-4d51-9b7a-${n.toString(16).padStart(12, '0')}`;
    text += `"Bench","${from}","${to}","public","${clock(start)}","${answer}","${clock(end)}","${end - start}","${answered ? end - start - 8 : 0}","${cause}","${id}","","account-${mixed % accounts}","PCMU","PCMU"\n`;
    if (text.length < 262_144) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** The same in the engine alone, with the memory and threads that ours has. */
const bare = async (folder: string) => {
  const settings = { memory_limit: '384MB', threads: '2', temp_directory: join(folder, 'bare-spill') };
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  return (sql: string) => connection.runAndReadAll(sql);
};

// what came as text and is none of what it should be
const bad = `try_cast(column04 as timestamp) is null or try_cast(column06 as timestamp) is null or (column05 <> '' and try_cast(column08 as bigint) is null)`;

/**
 * The same file in the same columns, as somebody writes it who knows only this switch: each call once, in the order of time, and the rows that
 * cannot be read set aside with the reason.
 */
const bareImport = (csv: string, parquet: string, rejects: string): string => `
copy (select distinct on (call_key, start) row_number() over () as source_row, column10 as call_key, null::varchar as leg, nullif(column12, '') as account_ref,
    column01 as from_raw, column02 as to_raw, case when regexp_matches(column01, '^1[2-9][0-9]{9}$') then '+' || column01 end as "from",
    case when regexp_matches(column02, '^1[2-9][0-9]{9}$') then '+' || column02 end as "to",
    timezone('UTC', try_cast(column04 as timestamp)) as start, null::timestamptz as ring, timezone('UTC', try_cast(column05 as timestamp)) as answer,
    timezone('UTC', try_cast(column06 as timestamp)) as "end", case when column05 = '' then 0 else try_cast(column08 as bigint) * 1000 end as talk_ms, 1000 as talk_precision_ms,
    'stamp_diff' as talk_rounding, null::integer as sip, case column09 when 'NORMAL_CLEARING' then 16 when 'UNALLOCATED_NUMBER' then 1 else 19 end as q850,
    ['q850'] as derived, column09 as disposition_raw,
    case when column05 <> '' then 'answered' when column09 = 'UNALLOCATED_NUMBER' then 'invalid_number' else 'no_answer' end as outcome,
    null::varchar as released_by, null::varchar as attest, null::varchar as identity_result, null::varchar as src_ip, null::varchar as trunk_out,
    false as end_missing, false as answered_only
  from read_csv('${csv}', header = false, all_varchar = true, quote = '"', store_rejects = true) where not (${bad}) order by start)
to '${parquet}' (format parquet, compression zstd);
copy (select line, error_message from reject_errors) to '${rejects}' (format csv)`;

/** The rows of which something could not be read, beside: looked for only where fewer calls came out than stand in the file. */
const bareRejected = (csv: string, rejects: string): string => `
copy (select row_number() over () as line, 'no time or length of a call stands in it' as why, * from read_csv('${csv}', header = false, all_varchar = true,
    quote = '"', ignore_errors = true) where ${bad}) to '${rejects}' (format csv)`;

/** And the file itself kept beside it, packed as ours is, with the hashes of what came and of what was made of it. */
const bareKept = async (csv: string, folder: string): Promise<void> => {
  const hash = createHash('sha256');
  const read = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(createReadStream(csv), read, createGzip({ level: 1 }), createWriteStream(join(folder, 'kept.gz')));
  hash.digest('hex');
};

const bareWhole = async (plain: Awaited<ReturnType<typeof bare>>, csv: string, folder: string): Promise<void> => {
  const parquet = join(folder, 'bare.parquet');
  await Promise.all([plain(bareImport(csv, parquet, join(folder, 'rejects.csv'))), bareKept(csv, folder)]);
  const [row] = (await plain(`select count(*) as calls from read_parquet('${parquet}')`)).getRowObjectsJson();
  if (Number(row?.calls) < calls) await plain(bareRejected(csv, join(folder, 'rejected-rows.csv')));
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(parquet)) hash.update(chunk);
  hash.digest('hex');
};

/** The same counts, as somebody writes them who knows only these calls: no call to a line of help, none that comes in. */
const bareHours = (paths: readonly string[]): string => `
with c as materialized (select account_ref, src_ip, "from" as shown, "to", call_key, outcome, talk_ms, epoch_ms(start) as began, try_cast(substr("to", 2) as bigint) as called,
    epoch_ms(coalesce(answer, "end")) - epoch_ms(coalesce(ring, start)) as waited, released_by, talk_precision_ms, talk_rounding
  from read_parquet([${paths.map((path) => `'${path}'`).join(', ')}], union_by_name = true)
  where leg is distinct from 'b' and not ("to" is null and regexp_matches(to_raw, '^(911|933|988|[2-9]11)$'))),
own as (select account_ref, shown from c group by all having count(*) > 1),
s as (select c.*, own.shown is not null as inbound from c left join own on own.account_ref = c.account_ref and own.shown = c."to"),
t as (select *, not inbound and outcome <> 'limit_rejected' as counted,
    called - lag(called) over (partition by account_ref, src_ip, inbound order by began, hash(called)) as step from s)
select account_ref, (began - 18000000) // 3600000 as hour, count(*) filter (counted) as attempts, count(*) filter (inbound),
  count(*) filter (not inbound and outcome = 'limit_rejected'), count(*) filter (counted and outcome = 'answered') as answered,
  count(*) filter (counted and outcome = 'busy'), count(*) filter (counted and outcome = 'no_answer'), count(*) filter (counted and outcome = 'invalid_number'),
  count(*) filter (counted and outcome = 'rejected'), count(*) filter (counted and outcome = 'blocked_analytics'), count(*) filter (counted and outcome = 'cancelled'),
  count(*) filter (counted and outcome = 'network_failure'), sum(talk_ms) filter (counted and outcome = 'answered'), median(talk_ms) filter (counted and outcome = 'answered'),
  count(*) filter (counted and outcome = 'answered' and talk_ms <= 6000 and not (talk_rounding = 'stamp_diff' and talk_ms = 6000)),
  count(*) filter (counted and outcome = 'answered' and talk_ms <= 6000), count(*) filter (counted and outcome = 'answered' and talk_ms < 6000),
  count(*) filter (counted and outcome = 'answered' and talk_ms < 15000), count(*) filter (counted and outcome = 'answered' and talk_ms < 60000),
  count(*) filter (counted and outcome = 'answered' and talk_ms > 120000), count(distinct called) filter (counted), count(distinct shown) filter (counted),
  count(step) filter (counted), count(*) filter (counted and step between 1 and 10), count(*) filter (counted and called not between 10000000000 and 19999999999),
  count(*) filter (counted and waited < 5000 and (outcome = 'cancelled' or (outcome = 'no_answer' and released_by = 'caller'))),
  count(*) filter (counted and ((began - 14400000) % 86400000) < 28800000)
from t group by all`;

const folder = mkdtempSync(join(tmpdir(), 'compline-bench-traffic-'));
const one = await bench(4);
const memory = (): (() => number) => watchMemory(() => process.memoryUsage().rss / 1_048_576);
const seconds = async (work: () => Promise<unknown>): Promise<number> => (await timed(work)) / 1000;
/** What this process computed, in seconds: on a machine that others use too the clock says little. */
const computed = (): (() => number) => {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000_000;
  };
};
try {
  const csv = join(folder, 'Master.csv');
  await pipeline(Readable.from(lines()), createWriteStream(csv));
  const plain = await bare(folder);
  const carrierId = await one.carrier();
  const source = { name: 'fs1', format: 'freeswitch-csv', zone: 'UTC', columns: null, mapping: {} };
  const { id: sourceId } = await transact(one.connections, asks(carrierId), (ctx) =>
    addCallSource.run(ctx, addCallSource.takes.parse(source)),
  );

  const importMb = memory();
  const importCpu = computed();
  let told = '';
  const imported = await seconds(async () => {
    const work = await workOf(one.connections, asks(carrierId));
    for await (const chunk of importCalls.stream(work, { sourceId, name: 'Master.csv' }, createReadStream(csv)))
      told = String(chunk);
  });
  const [usedByImport, cpuOfImport] = [importMb(), importCpu()];
  if (!told.includes(`"calls":${calls}`)) throw new Error(told);
  const bareCpu = computed();
  const bareImported = await seconds(() => bareWhole(plain, csv, folder));
  print(`traffic: import of ${calls} rows`, imported, 's', 'DuckDB by hand, file kept', bareImported);
  print('traffic: processor time of the import', cpuOfImport, 's', 'DuckDB by hand, file kept', bareCpu());
  print('traffic: memory of the import', usedByImport, 'MB', 'limit', 1536);

  const gathered = await transact(one.connections, asks(carrierId), (ctx) => gather(ctx, day, []));
  const engine = engineOf(gathered.dataFolder);
  const { from, until, zone, parts } = gathered;
  const offsets = offsetsOf(zone, from, until);
  const metricsMb = memory();
  const hours = await seconds(async () => {
    const making = {
      calls: storedCalls(parts),
      rights: null,
      from,
      until,
      offsets,
      eastern: easternOffsets(from, until),
    };
    await counts(engine, callsAtOnce(making), 'account', HOUR, offsets);
  });
  const bareCounted = await seconds(() => plain(bareHours(parts.switches)));
  print('traffic: metrics by account and hour', hours, 's', 'SQL by hand', bareCounted);
  print('traffic: memory of the metrics', metricsMb(), 'MB', 'limit', 1536);

  const scoreMb = memory();
  const scoreCpu = computed();
  let judged = 0;
  const scored = await seconds(async () => {
    const read = await transact(one.connections, asks(carrierId), (ctx) => gather(ctx, day, []));
    const days = await judgeDay(read);
    const reading = { purpose: 'fraud-investigation', reason: 'bench' } as const;
    await transact(one.connections, asks(carrierId), (ctx) =>
      keepDays(ctx, read, days, { calls, reading, telling: 'each' }),
    );
    judged = days.length;
  });
  if (judged !== accounts) throw new Error(`${judged} accounts were judged`);
  print(`traffic: score of a day read, judged and kept, ${accounts} accounts`, scored, 's', 'limit', 30);
  print('traffic: processor time of the score', scoreCpu(), 's', 'limit', 30);
  print('traffic: memory of the score', scoreMb(), 'MB', 'limit', 1536);
} finally {
  await one.close();
  rmSync(folder, { recursive: true, force: true });
}
