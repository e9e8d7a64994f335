import { z } from 'zod';
import type { Engine } from '../calls/engine.ts';
import { stamp as filed, ms, quoted } from '../calls/queries.ts';
import type { Offsets } from './offsets.ts';

// Everything that metrics ask of the columnar engine stands here, as everything of the stored calls stands in calls/queries.ts.

/** Whose calls are counted together: an account's, those that showed a number, those that came from one address. */
export const levels = ['account', 'number', 'sub-account'] as const;
export type Level = (typeof levels)[number];

/** Whose the number shown is on that day: the account's; his at another time; another's; nobody's we know; impossible; not shown. */
export const standings = ['own', 'lapsed', 'other', 'unknown', 'impossible', 'hidden'] as const;
export type Standing = (typeof standings)[number];

const keyOf: Readonly<Record<Level, string>> = { account: 'account', number: 'shown', 'sub-account': 'sub' };

const stamp = ms(filed);

/** The wall clock, as ms since 1970, of a column of instants. */
const local = (offsets: Offsets, at: string): string => {
  const last = offsets.at(-1)?.offset ?? 0;
  const cases = offsets.slice(0, -1).map(({ until, offset }) => `when ${at} < ${until} then ${offset}`);
  return cases.length === 0 ? `(${at} + ${last})` : `(${at} + case ${cases.join(' ')} else ${last} end)`;
};

// crisis lines that are dialled by ten digits: suicide (988), domestic violence, poison control, child abuse, sexual assault
const crisisLines = ['+18002738255', '+18007997233', '+18002221222', '+18004224453', '+18006564673'];

/**
 * A called party that is an emergency, crisis or community service (911, 933, 988, 211 and the other N11 codes, 112, the crisis
 * lines by their ten digits): such calls are counted nowhere and are never a suspicion.
 */
const isHelp = `(coalesce("to" in (${crisisLines.map(quoted).join(', ')}), false) or ("to" is null and regexp_matches(
  regexp_replace(lower(coalesce(to_raw, '')), '^.*(sips?|tel):|[@;>].*$|[\\s().-]', '', 'g'), '^(\\+?1?([2-9]11|112|933|988)|urn:service:sos.*)$')))`;

const isHidden = `(shown is null or regexp_matches(lower(shown), 'anonym|restrict|private|unavail|unknown|withheld|blocked|no.?name|out.of.area|asserted')
  or regexp_matches(shown, '^(ext\\.? ?)?\\+?[0-9]{0,6}$'))`;

/** What the calls of a time are made from, and where they are kept while they are counted. */
export type Making = {
  /** The name under which tables are made; letters and digits. */
  readonly name: string;
  /** A relation of canonical calls: `storedCalls` or `canonicalFile`. */
  readonly calls: string;
  /** NDJSON of {"account","first","last","from","until"}: numbers, and epoch ms or null; null where no inventory is given. */
  readonly rights: string | null;
  readonly from: number;
  readonly until: number;
  readonly offsets: Offsets;
  /** Of the Eastern zone, by which the earliest and latest hours of the contiguous states are told. */
  readonly eastern: Offsets;
};

const fromRights = (path: string): string =>
  `read_json(${quoted(path)}, format = 'newline_delimited', columns = {account: 'VARCHAR', first: 'BIGINT', last: 'BIGINT', "from": 'BIGINT', "until": 'BIGINT'})`;

const noRights = `(select null::varchar as account, 0::bigint as first, 0::bigint as last, null::bigint as "from", null::bigint as "until" where false)`;

/** One row a call that counts, with the numbers as integers and times as epoch ms; `talk` is -1 unanswered and -2 not told. */
const readCalls = ({ name, calls, from, until, offsets, eastern }: Making): string => `
create or replace table ${name}_read as
select account_ref as account, coalesce(src_ip, account_ref) as sub, coalesce("from", from_raw) as shown,
  try_cast(substr("from", 2) as bigint) as caller, try_cast(substr("to", 2) as bigint) as called,
  ${stamp} as began, (${local(offsets, stamp)} // 86400000)::integer as day, ((${local(offsets, stamp)} % 86400000) // 3600000)::utinyint as hour,
  (${local(eastern, stamp)} % 86400000) < 28800000 as early,
  (case when answer is null and outcome <> 'answered' then -1 when end_missing or talk_ms is null then -2 else talk_ms end)::integer as talk,
  coalesce(talk_precision_ms <> 1 and talk_rounding not in ('exact', 'ceil') and talk_ms % 1000 = 0, false) as vague,
  greatest(0, epoch_ms(coalesce(answer, "end")) - epoch_ms(coalesce(ring, start)))::integer as ring,
  outcome, coalesce(released_by = 'caller', false) as released, not coalesce(answered_only, false) as tells, call_key
from ${calls}
where account_ref is not null and leg is distinct from 'b' and ${stamp} >= ${from} and ${stamp} < ${until} and not ${isHelp}`;

// a right is found by blocks of ten thousand numbers, as an exchange has: the engine joins equal values
const readRights = ({ name, rights }: Making): string => `
create or replace table ${name}_rights as
select account, first, last, coalesce("from", -9007199254740991) as "from", coalesce("until", 9007199254740991) as "until",
  unnest(range(first // 10000, last // 10000 + 1)) as block
from ${rights === null ? noRights : fromRights(rights)}`;

/** Whose each number was that an account showed or called on a day. A right that held at any moment of the day counts for the day. */
const standingOf = (name: string, column: 'caller' | 'called', dayMs: string): string => `
select n.account, n.number, n.day, coalesce(min(case
    when r.account = n.account and r."from" < ${dayMs} + 86400000 and r."until" > ${dayMs} then 0
    when r.account = n.account then 1 when r.account is not null then 2 end), 3) as standing
from (select distinct account, ${column} as number, day from ${name}_read where ${column} is not null) n
left join ${name}_rights r on r.block = n.number // 10000 and n.number between r.first and r.last
group by n.account, n.number, n.day`;

/**
 * Calls with whose number they showed, whether they came in, and how far each called number lies above the one before. A call comes
 * in when it goes to a number of the account, or to one that the account shows on other calls (an inventory is never whole), from
 * another.
 */
const placeCalls = (making: Making): string => {
  const { name, offsets } = making;
  // good enough for a day on which the clocks change: rights begin and end by days
  const dayMs = `(n.day::bigint * 86400000 - ${offsets.at(-1)?.offset ?? 0})`;
  return `
create or replace table ${name} as
with callers as (${standingOf(name, 'caller', dayMs)}),
own as (select account, number, day from (${standingOf(name, 'called', dayMs)}) where standing = 0
  union select account, caller, day from ${name}_read where caller is not null group by all having count(*) > 1),
placed as (
  select c.*, case when c.caller is null then case when ${isHidden.replaceAll('shown', 'c.shown')} then 5 else 4 end else s.standing end as standing,
    own.number is not null and coalesce(s.standing, 3) <> 0 as inbound
  from ${name}_read c left join callers s on s.account = c.account and s.number = c.caller and s.day = c.day
  left join own on own.account = c.account and own.number = c.called and own.day = c.day)
select *, not inbound and outcome <> 'limit_rejected' as counted,
  called - lag(called) over (partition by account, sub, inbound order by began, call_key) as step
from placed`;
};

/** Makes the table of calls that everything is counted from; the caller drops it. Returns how many calls it holds. */
export const makeTable = async (engine: Engine, making: Making): Promise<number> => {
  const { name } = making;
  await engine.rows(readCalls(making), {});
  await engine.rows(readRights(making), {});
  await engine.rows(placeCalls(making), {});
  await engine.rows(`drop table ${name}_read; drop table ${name}_rights`, {});
  const [row] = await engine.rows(`select count(*) as calls from ${name}`, {});
  return Number(row?.calls ?? 0);
};

export const dropTable = async (engine: Engine, name: string): Promise<void> => {
  for (const table of [name, `${name}_read`, `${name}_rights`]) await engine.rows(`drop table if exists ${table}`, {});
};

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
  windowMs === 86_400_000 ? 'day::bigint * 86400000' : `(${local(offsets, 'began')} // ${windowMs}) * ${windowMs}`;

/** Counts by key and window; `window` is the wall clock at its beginning, as ms since 1970. */
export const counts = (engine: Engine, name: string, level: Level, windowMs: number, offsets: Offsets) =>
  engine.rows(
    `select account, ${keyOf[level]} as key, ${windowOf(windowMs, offsets)} as "window",
  ${countColumns}
from ${name} group by all order by account, "window", key`,
    {},
  );

const groups = (level: Level): string => `account, ${keyOf[level]} as key, day`;

/** The keys whose days are looked at more closely: those with as many calls. */
const busy = (name: string, level: Level, fewest: number): string =>
  fewest <= 1 || level === 'account'
    ? name
    : `(select * from ${name} semi join (select account as a, ${keyOf[level]} as k, day as d from ${name} where counted group by all
       having count(*) >= ${fewest}) on a = account and k = ${keyOf[level]} and d = day)`;

const shapes = {
  standing: (from: string, by: string): string =>
    `select ${by}, standing, count(*) as calls, count(distinct shown) as numbers from ${from} where counted group by all`,
  hours: (from: string, by: string): string =>
    `select ${by}, hour, count(*) as calls from ${from} where counted group by all`,
  callers: (from: string, by: string): string =>
    `select account, key, day, sum(n * n::double) as squares, sum(n * ln(n)) as logs, sum(n) as n from
      (select ${by}, shown, count(*) as n from ${from} where counted group by all) group by all`,
  rates: (from: string, by: string): string =>
    `with seconds as (select ${by}, began // 1000 as s, count(*) as n from ${from} where counted group by all),
     minutes as (select account, key, day, s // 60 as m, sum(n) as n from seconds group by all)
     select account, key, day, max(n) as "peakCps", quantile_disc(n, 0.995) as "highCps", any_value(busiest) / 60 as "minuteCps"
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
  destination: (from: string, by: string): string =>
    `with often as (select ${by}, called, began // 3600000 as h, count(*) as n, count(*) filter (talk > 60000) as talks
       from ${from} where counted and called is not null group by all having count(*) >= 60)
     select account, key, day, list({'to': called, 'n': n, 'talks': talks} order by n desc, called)[1] as peak from often group by all`,
  sessions: (from: string, by: string): string =>
    `with edges as (select ${by}, began as t, 1 as d from ${from} where counted
       union all select ${by}, began + greatest(coalesce(ring, 0), 0) + greatest(talk, 0) as t, -1 as d from ${from} where counted),
     running as (select account, key, day, sum(d) over (partition by account, key, day order by t, d rows unbounded preceding) as n from edges)
     select account, key, day, max(n) as "peakSessions" from running group by all`,
} as const;
export type ShapeName = keyof typeof shapes;

/** One of the closer looks at days, of keys with at least so many calls. */
export const shape = (engine: Engine, name: string, what: ShapeName, level: Level, fewest: number) =>
  engine.rows(shapes[what](busy(name, level, fewest), groups(level)), {});

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
  unauthorized: 'standing in (2, 3)',
  lapsed: 'standing = 1',
  impossible: 'standing = 4',
  'ring-once': `talk = -1 and ring < 5000 and (outcome = 'cancelled' or released)`,
  blocked: `outcome = 'blocked_analytics'`,
  refused: `outcome = 'limit_rejected'`,
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
