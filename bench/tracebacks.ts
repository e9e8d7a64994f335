// How long a traceback waits for its call among N stored calls, by what the request has wrong: beside a limit of two seconds, and beside
// one query by hand that knows where to look. Usage: tracebacks [--calls N], default 1,000,000; the issue names 50,000,000.
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { workOf } from '../src/db/context.ts';
import { candidatesFor } from '../src/robocall/tracebacks/candidates.ts';
import { pathOf } from '../src/robocall/traffic/calls/parts.ts';
import { engineOf } from '../src/robocall/traffic/columnar/engine.ts';
import { asks, type Bench, bench, median, option, owner, print, timed, watchMemory } from './bench.ts';

const calls = option('--calls', 1_000_000);
const days = 10;
const perDay = Math.ceil(calls / days);
const DAY = 86_400_000;
const first = Date.parse('2026-11-01T00:00:00Z');
const dayAt = (n: number): string => new Date(first + n * DAY).toISOString().slice(0, 10);

/** Call `n` of a day, in order of its start: numbers of a few thousand callers, and of everybody. */
const startOf = (day: number, n: number): number => first + day * DAY + Math.floor((n * DAY) / perDay);
const callingOf = (n: number): string => `+1202555${String((n * 7919) % 10_000).padStart(4, '0')}`;
const calledOf = (day: number, n: number): string => `+1${3_030_000_000 + ((n * 104_729 + day * 31) % 900_000_000)}`;

/** A day of calls as Parquet, as imports write it. */
const writeDay = async (dataFolder: string, path: string, day: number): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await engineOf(dataFolder).rows(
    `copy (select (n + 1)::integer as source_row, 'd${day}-' || n as call_key, 'a' as leg, 'acct-' || (n % 500) as account_ref,
        substr(calling, 2) as from_raw, substr(called, 2) as to_raw, calling as "from", called as "to", start, null::timestamptz as ring,
        start + interval 4 second as answer, start + interval 30 second as "end", 26000::bigint as talk_ms, 1000 as talk_precision_ms,
        'exact' as talk_rounding, 200 as sip, 16 as q850, []::varchar[] as derived, 'ANSWERED' as disposition_raw, 'answered' as outcome,
        'caller' as released_by, 'A' as attest, null::varchar as identity_result, '192.0.2.' || (n % 250) as src_ip, 'trunk-' || (n % 9) as trunk_out,
        false as end_missing, false as answered_only
      from (select n, '+1202555' || lpad(((n * 7919) % 10000)::varchar, 4, '0') as calling,
          '+1' || (3030000000 + ((n * 104729 + ${day * 31}) % 900000000))::varchar as called,
          to_timestamp((${first + day * DAY} + (n * ${DAY}) // ${perDay}) / 1000.0) as start from range(${perDay}) r (n)) order by start)
     to '${path}' (format parquet, compression zstd)`,
    {},
  );
};

const load = async (one: Bench, carrierId: string): Promise<number> => {
  const { dataFolder } = one.connections;
  const db = await owner(one, carrierId);
  await db.query(
    `insert into call_source (id, name, format, mapping, from_at) values (gen_random_uuid(), 'switch', 'canonical', '{}', 0)`,
  );
  let bytes = 0;
  for (let day = 0; day < days; day += 1) {
    const fileId = crypto.randomUUID();
    const path = pathOf({ dataFolder, carrier: { id: carrierId } }, { day: dayAt(day), name: fileId });
    await writeDay(dataFolder, path, day);
    bytes += (await stat(path)).size;
    const span = [startOf(day, 0), startOf(day, perDay - 1)];
    await db.query(
      `insert into call_file (id, source_id, name, sha256, bytes, state, calls, first_at, last_at, taken_at, taken_by, kept_from)
       select $1, id, $2, encode(sha256(convert_to($2::text, 'UTF8')), 'hex'), 1, 'kept', $3, $4, $5, $4, 'bench', $4 from call_source`,
      [fileId, dayAt(day), perDay, ...span],
    );
    await db.query(
      `insert into call_part (file_id, name, day, calls, first_at, last_at, sha256) values ($1, $6, $2, $3, $4, $5, repeat('0', 64))`,
      [fileId, dayAt(day), perDay, ...span, fileId],
    );
  }
  await db.end();
  return bytes;
};

type Question = {
  readonly what: string;
  readonly hit: boolean;
  ask(day: number, n: number): { called: string; calling: string | null; at: number };
};

const questions: readonly Question[] = [
  {
    what: 'as it was',
    hit: true,
    ask: (day, n) => ({ called: calledOf(day, n), calling: callingOf(n), at: startOf(day, n) }),
  },
  {
    what: 'three minutes off',
    hit: true,
    ask: (day, n) => ({ called: calledOf(day, n), calling: callingOf(n), at: startOf(day, n) + 180_000 }),
  },
  {
    what: 'five hours off',
    hit: true,
    ask: (day, n) => ({ called: calledOf(day, n), calling: callingOf(n), at: startOf(day, n) + 5 * 3_600_000 }),
  },
  {
    what: 'another caller',
    hit: true,
    ask: (day, n) => ({ called: calledOf(day, n), calling: '+17755550100', at: startOf(day, n) }),
  },
  {
    what: 'not ours',
    hit: false,
    ask: (day, n) => ({ called: '+17205550001', calling: '+17205550002', at: startOf(day, n) }),
  },
];

const nothing = { hop: null, campaign: null, downstream: null, respondAt: null };

const measure = async (one: Bench, carrierId: string, { what, hit, ask }: Question): Promise<void> => {
  const took: number[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    const [day, n] = [1 + (turn % (days - 2)), Math.floor((perDay * (turn + 1)) / 11)];
    const { called, calling, at } = ask(day, n);
    const request = { reference: `B-${turn}`, called, calling, at: new Date(at).toISOString(), ...nothing };
    took.push(
      await timed(async () => {
        const work = await workOf(one.connections, asks(carrierId));
        const { candidates: found } = await candidatesFor(work, request, 'found');
        const right = hit ? found[0]?.callKey === `d${day}-${n}` : found.length === 0;
        if (!right) throw new Error(`${what}: ${JSON.stringify(found[0] ?? null)} for d${day}-${n}`);
      }),
    );
  }
  print(`tracebacks: ${what}, the middle of nine`, median(took), 'ms', 'limit of 2,000 ms', 2000);
  print(`tracebacks: ${what}, the slowest`, Math.max(...took), 'ms', 'limit of 2,000 ms', 2000);
};

/** One query that knows the day, both numbers and their form. */
const byHand = async (one: Bench, carrierId: string): Promise<number> => {
  const took: number[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    const n = Math.floor((perDay * (turn + 1)) / 11);
    took.push(
      await timed(() =>
        engineOf(one.connections.dataFolder).rows(
          `select * from read_parquet('${one.connections.dataFolder}/calls/${carrierId}/${dayAt(1)}/*.parquet')
           where "from" = '${callingOf(n)}' and "to" = '${calledOf(1, n)}'`,
          {},
        ),
      ),
    );
  }
  return median(took);
};

const one = await bench(4);
try {
  const carrierId = await one.carrier();
  let bytes = 0;
  const loading = await timed(async () => {
    bytes = await load(one, carrierId);
  });
  console.log(
    `${perDay * days} calls of ${days} days in ${Math.round(bytes / 1e6)} MB, written in ${Math.round(loading / 1000)} s`,
  );
  const memory = watchMemory(() => process.memoryUsage().rss / 1_048_576);
  const hand = await byHand(one, carrierId);
  print('tracebacks: one day, by hand', hand, 'ms', 'limit of 2,000 ms', 2000);
  for (const question of questions) await measure(one, carrierId, question);
  print('tracebacks: most memory of this process', memory(), 'MB', 'limit of 1,500 MB', 1500);
} finally {
  await one.close();
}
