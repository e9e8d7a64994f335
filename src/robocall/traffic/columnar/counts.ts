import { z } from 'zod';
import type { Offsets } from '../metrics/offsets.ts';
import { windowAt } from './calls-table.ts';
import type { Engine } from './engine.ts';
import { quoted } from './stored-calls.ts';

// How calls are counted, in the words of the columnar engine; the table of calls is made in calls-table.ts.

/** Whose calls are counted together: an account's, those that showed a number, those that came from one address. */
export const levels = ['account', 'number', 'sub-account'] as const;
export type Level = (typeof levels)[number];

/** Whose the number shown is on that day: the account's; his at another time; another's; nobody's we know; impossible; not shown. */
export const standings = ['own', 'lapsed', 'other', 'unknown', 'impossible', 'hidden'] as const;
export type Standing = (typeof standings)[number];

/** The column of a relation of calls by which a level is told apart. */
export const keyOf: Readonly<Record<Level, string>> = { account: 'account', number: 'shown', 'sub-account': 'sub' };

const outcomeColumns = {
  noAnswer: 'no_answer',
  busy: 'busy',
  cancelled: 'cancelled',
  invalid: 'invalid_number',
  rejected: 'rejected',
  blocked: 'blocked_analytics',
  networkFailure: 'network_failure',
} as const;

const countIf = (condition: string, name: string): string => `count(*) filter (counted and ${condition}) as "${name}"`;

const countColumns = [
  'count(*) filter (counted) as "attempts"',
  `count(*) filter (inbound) as "inbound"`,
  `count(*) filter (not inbound and outcome = 'limit_rejected') as "limitRejected"`,
  countIf('tells', 'completable'),
  countIf('tells and talk <> -1', 'completed'),
  countIf('talk >= 0', 'answered'),
  ...Object.entries(outcomeColumns).map(([name, outcome]) => countIf(`outcome = ${quoted(outcome)}`, name)),
  'coalesce(sum(talk) filter (counted and talk >= 0), 0) as "talkMs"',
  'coalesce(median(talk) filter (counted and talk >= 0), 0) as "medianTalkMs"',
  countIf('talk >= 0 and talk <= 6000 and not (vague and talk = 6000)', 'short6'),
  countIf('talk >= 0 and talk <= 6000', 'short6Possible'),
  countIf('talk >= 0 and talk < 6000', 'under6'),
  countIf('talk >= 0 and talk < 15000', 'under15'),
  countIf('talk >= 0 and talk < 60000', 'under60'),
  countIf('talk > 120000', 'over120'),
  'count(distinct called) filter (counted) as "distinctCalled"',
  'count(distinct shown) filter (counted) as "distinctCallers"',
  countIf('step is not null', 'pairs'),
  countIf('step between 1 and 10', 'sequential'),
  countIf('called not between 10000000000 and 19999999999', 'abroad'),
  countIf(`ring < 5000 and talk = -1 and (outcome = 'cancelled' or (outcome = 'no_answer' and released))`, 'ringOnce'),
  countIf('early', 'outsideHours'),
].join(',\n  ');

/** Local time in windows of so many ms: a day is the calendar's. */
const windowOf = (windowMs: number, offsets: Offsets): string =>
  windowMs === 86_400_000 ? 'day::bigint * 86400000' : windowAt('began', windowMs, offsets);

/** Counts by key and window of a relation of calls; `window` is the wall clock at its beginning, as ms since 1970. */
export const counts = (engine: Engine, calls: string, level: Level, windowMs: number, offsets: Offsets) =>
  engine.rows(
    `select account, ${keyOf[level]} as key, ${windowOf(windowMs, offsets)} as "window",
  ${countColumns}
from ${calls} group by all order by account, "window", key`,
    {},
  );

/** How many calls name no account: they are counted for nobody. */
export const unnamed = async (engine: Engine, calls: string): Promise<number> => {
  const [row] = await engine.rows(`select count(*) as calls from ${calls} where account_ref is null`, {});
  return Number(row?.calls ?? 0);
};

const groups = (level: Level): string => `account, ${keyOf[level]} as key, day`;

/** Which keys of which days are looked at: those with as many calls, and at most such a share of their account's. */
export type Looked = { readonly fewest: number; readonly mostShare: number };

const keysName = { number: 'number', 'sub-account': 'sub' } as const;

/** Picks the keys that are looked at, and gives the relation of their calls; of accounts all are. */
export const pick = async (
  engine: Engine,
  name: string,
  level: Level,
  { fewest, mostShare }: Looked,
): Promise<string> => {
  if (level === 'account') return name;
  const keys = `${name}_${keysName[level]}`;
  await engine.rows(
    `create or replace table ${keys} as
     with parts as (select account as a, ${keyOf[level]} as k, day as d, count(*) filter (counted) as n from ${name} group by all)
     select a, k, d from parts where n >= ${fewest} qualify n <= ${mostShare} * sum(n) over (partition by a, d)`,
    {},
  );
  return `(select c.* from ${name} c semi join ${keys} p on p.a = c.account and p.k is not distinct from c.${keyOf[level]} and p.d = c.day)`;
};

const shapes = {
  standing: (from: string, by: string): string =>
    `select ${by}, standing, count(*) as calls, count(distinct shown) as numbers from ${from} where counted group by all`,
  hours: (from: string, by: string): string =>
    `select ${by}, hour, count(*) as calls from ${from} where counted group by all`,
  callers: (from: string, by: string): string =>
    `select account, key, day, sum(n * ln(n)) as logs, sum(n) as n from
      (select ${by}, shown, count(*) as n from ${from} where counted group by all) group by all`,
  rates: (from: string, by: string): string =>
    `with seconds as (select ${by}, began // 1000 as s, count(*) as n from ${from} where counted group by all),
     minutes as (select account, key, day, s // 60 as m, sum(n) as n from seconds group by all)
     select account, key, day, max(n) as "peakCps", any_value(busiest) / 60 as "minuteCps"
     from seconds join (select account, key, day, max(n) as busiest from minutes group by all) using (account, key, day) group by all`,
  neighbours: (from: string, by: string): string =>
    `with pairs as (select ${by}, caller // 10000 as f, called // 10000 as t from ${from}
       where counted and caller between 12000000000 and 19999999999 and called between 12000000000 and 19999999999),
     f as (select account, key, day, f as ex, count(*) as n from pairs group by all),
     t as (select account, key, day, t as ex, count(*) as n from pairs group by all),
     chance as (select account, key, day, sum(f.n * t.n::double) as hits from f join t using (account, key, day, ex) group by all),
     total as (select account, key, day, count(*) as n, count(*) filter (f = t) as hits, count(distinct f) as prefixes from pairs group by all)
     select total.account, total.key, total.day, total.hits as neighbour, coalesce(chance.hits, 0) / total.n as "neighbourExpected", prefixes as "neighbourPrefixes"
     from total left join chance using (account, key, day)`,
  listed: (from: string, by: string): string =>
    `select ${by}, count(*) filter (dnc is not null) as "dncAsked", count(*) filter (dnc) as "dncHits",
       count(*) filter (gone is not null) as "goneAsked", count(*) filter (gone) as "goneHits"
     from ${from} where counted and (dnc is not null or gone is not null) group by all`,
  destination: (from: string, by: string): string =>
    `with often as (select ${by}, called, began // 3600000 as h, count(*) as n, count(*) filter (talk > 60000) as talks
       from ${from} where counted and called is not null group by all having count(*) >= 60)
     select account, key, day, list({'n': n, 'talks': talks} order by n desc, called)[1] as peak from often group by all`,
} as const;
export type ShapeName = keyof typeof shapes;

/** One of the closer looks at days, of a relation of calls. */
export const shape = (engine: Engine, calls: string, what: ShapeName, level: Level) =>
  engine.rows(shapes[what](calls, groups(level)), {});

const useRow = z.object({
  account: z.string(),
  number: z.coerce.number(),
  day: z.coerce.number(),
  calls: z.coerce.number(),
});

/** On which days accounts called with some numbers, named in a file (NDJSON of {"number"}). */
export const usesOf = async (engine: Engine, name: string, numbers: string) =>
  (
    await engine.rows(
      `select account, caller as number, day, count(*) as calls from ${name}
       where counted and caller in (select number from read_json(${quoted(numbers)}, format = 'newline_delimited', columns = {number: 'BIGINT'}))
       group by all order by number, day, account`,
      {},
    )
  ).map((row) => useRow.parse(row));

const tracedRow = z.object({
  account: z.string(),
  calling: z.coerce.number(),
  called: z.coerce.number(),
  day: z.coerce.number(),
  at: z.coerce.number(),
  call: z.string(),
});

/** The calls between some pairs of numbers, named in a file (NDJSON of {"calling","called"}). */
export const callsBetween = async (engine: Engine, name: string, pairs: string) =>
  (
    await engine.rows(
      `select account, c.caller as calling, c.called as called, day, began as "at", call_key as call from ${name} c
       semi join read_json(${quoted(pairs)}, format = 'newline_delimited', columns = {calling: 'BIGINT', called: 'BIGINT'}) p
         on p.calling = c.caller and p.called = c.called where counted order by began, call_key`,
      {},
    )
  ).map((row) => tracedRow.parse(row));

const samplesOf = {
  any: 'true',
  short: 'talk between 0 and 14999',
  invalid: `outcome = 'invalid_number'`,
  'outside-hours': 'early',
  unauthorized: 'standing in (2, 3)',
  lapsed: 'standing = 1',
  impossible: 'standing = 4',
  'ring-once': `talk = -1 and ring < 5000 and (outcome = 'cancelled' or released)`,
  blocked: `outcome = 'blocked_analytics'`,
  refused: `outcome = 'limit_rejected'`,
  'do-not-call': 'dnc',
  reassigned: 'gone',
  abroad: 'called not between 10000000000 and 19999999999',
} as const;

/** Which calls stand for a reason. */
export type SampleKind = keyof typeof samplesOf;

const sampleRow = z.object({
  account: z.string(),
  key: z.string(),
  day: z.coerce.number(),
  calls: z.array(z.string()),
});

/** The keys of the first three calls of a kind, of the days named in a file (NDJSON of {"account","key","day"}). */
export const samples = async (engine: Engine, name: string, level: Level, kind: SampleKind, wanted: string) =>
  (
    await engine.rows(
      `select account, ${keyOf[level]} as key, day, arg_min(c.call_key, began, 3) as calls from ${name} c
       semi join read_json(${quoted(wanted)}, format = 'newline_delimited', columns = {account: 'VARCHAR', key: 'VARCHAR', day: 'INTEGER'}) w
         on w.account = c.account and w.key = c.${keyOf[level]} and w.day = c.day
       where not inbound and ${samplesOf[kind]} group by all`,
      {},
    )
  ).map((row) => sampleRow.parse(row));
