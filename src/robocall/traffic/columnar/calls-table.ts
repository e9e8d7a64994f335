import type { z } from 'zod';
import type { Offsets } from '../metrics/offsets.ts';
import { type CalledLists, listedNumbers } from './called-lists.ts';
import type { Engine } from './engine.ts';
import { stamp as filed, ms, quoted } from './stored-calls.ts';

const stamp = ms(filed);

/** The wall clock, as ms since 1970, of a column of instants. */
export const local = (offsets: Offsets, at: string): string => {
  const last = offsets.at(-1)?.offset ?? 0;
  const cases = offsets.slice(0, -1).map(({ until, offset }) => `when ${at} < ${until} then ${offset}`);
  return cases.length === 0 ? `(${at} + ${last})` : `(${at} + case ${cases.join(' ')} else ${last} end)`;
};

/** The wall clock (ms since 1970) at which the window of so many ms begins in which an instant lies. */
export const windowAt = (at: string, windowMs: number, offsets: Offsets): string =>
  `(${local(offsets, at)} // ${windowMs}) * ${windowMs}`;

/** What was seen of windows, by key and beginning: `row` tells both beside it. */
export const byWindow = <T extends { readonly key: string | null; readonly window: number }>(
  rows: readonly unknown[],
  row: z.ZodType<T>,
): ReadonlyMap<string, Omit<T, 'key' | 'window'>> =>
  new Map(
    rows.map((one) => {
      const { key, window: begins, ...seen } = row.parse(one);
      return [`${key ?? ''} ${begins}`, seen];
    }),
  );

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

/** What the calls of a time are made from. */
export type Making = {
  /** A relation of canonical calls: `storedCalls` or `canonicalFile`. */
  readonly calls: string;
  /** NDJSON of {"account","first","last","from","until"}: numbers, and epoch ms or null; null where no inventory is given. */
  readonly rights: string | null;
  readonly from: number;
  readonly until: number;
  readonly offsets: Offsets;
  /** Of the Eastern zone, by which the earliest and latest hours of the contiguous states are told. */
  readonly eastern: Offsets;
  /** Whether the level of attestation is read, too: only who looks closer asks for it. */
  readonly attest?: true;
};

const fromRights = (path: string): string =>
  `read_json(${quoted(path)}, format = 'newline_delimited', columns = {account: 'VARCHAR', first: 'BIGINT', last: 'BIGINT', "from": 'BIGINT', "until": 'BIGINT'})`;

const noRights = `(select null::varchar as account, 0::bigint as first, 0::bigint as last, null::bigint as "from", null::bigint as "until" where false)`;

/** One row a call that counts, with the numbers as integers and times as epoch ms; `talk` is -1 unanswered and -2 not told. */
const readCalls = ({ calls, from, until, offsets, eastern, attest }: Making): string => `
select account_ref as account, coalesce(src_ip, account_ref) as sub, coalesce("from", from_raw) as shown,
  try_cast(substr("from", 2) as bigint) as caller, try_cast(substr("to", 2) as bigint) as called,
  ${stamp} as began, (${local(offsets, stamp)} // 86400000)::integer as day, ((${local(offsets, stamp)} % 86400000) // 3600000)::utinyint as hour,
  (${local(eastern, stamp)} % 86400000) < 28800000 as early,
  (case when answer is null and outcome <> 'answered' then -1 when end_missing or talk_ms is null then -2 else talk_ms end)::integer as talk,
  coalesce(talk_precision_ms <> 1 and talk_rounding not in ('exact', 'ceil') and talk_ms % 1000 = 0, false) as vague,
  greatest(0, epoch_ms(coalesce(answer, "end")) - epoch_ms(coalesce(ring, start)))::integer as ring,
  outcome, coalesce(released_by = 'caller', false) as released, not coalesce(answered_only, false) as tells, call_key${attest === true ? ', attest' : ''}
from ${calls}
where account_ref is not null and leg is distinct from 'b' and ${stamp} >= ${from} and ${stamp} < ${until} and not ${isHelp}`;

// a right is found by blocks of ten thousand numbers, as an exchange has: the engine joins equal values
const readRights = ({ rights }: Making): string => `
select account, first, last, coalesce("from", -9007199254740991) as "from", coalesce("until", 9007199254740991) as "until",
  unnest(range(first // 10000, last // 10000 + 1)) as block
from ${rights === null ? noRights : fromRights(rights)} where coalesce("from" < "until", true)`;

// good enough for a day on which the clocks change: rights begin and end by days
const dayMs = (offsets: Offsets): string => `(n.day::bigint * 86400000 - ${offsets.at(-1)?.offset ?? 0})`;
const holds = (offsets: Offsets): string => `r."from" < ${dayMs(offsets)} + 86400000 and r."until" > ${dayMs(offsets)}`;

/** Whose each number shown was on its day. A right that held at any moment of the day counts for the day. */
const callersOf = (read: string, rights: string, offsets: Offsets): string => `
select n.account, n.number, n.day, coalesce(min(case when r.account = n.account and ${holds(offsets)} then 0
    when r.account = n.account then 1 when r.account is not null then 2 end), 3) as standing
from (select distinct account, caller as number, day from ${read} where caller is not null) n
left join ${rights} r on r.block = n.number // 10000 and n.number between r.first and r.last
group by n.account, n.number, n.day`;

/** Numbers called that are the account's own, or that it shows on other calls: an inventory is never whole. */
const ownOf = (read: string, rights: string, offsets: Offsets): string => `
select distinct n.account, n.called as number, n.day from ${read} n
join ${rights} r on r.account = n.account and r.block = n.called // 10000 and n.called between r.first and r.last and ${holds(offsets)}
union select account, caller, day from ${read} where caller is not null group by all having count(*) > 1`;

/** Calls with whose number they showed, and whether they came in: they go to a number of the account from another's. */
const placed = (read: string, callers: string, own: string): string => `
select c.*, case when c.caller is null then case when ${isHidden.replaceAll('shown', 'c.shown')} then 5 else 4 end else s.standing end as standing,
  own.number is not null and coalesce(s.standing, 3) <> 0 as inbound
from ${read} c left join ${callers} s on s.account = c.account and s.number = c.caller and s.day = c.day
left join ${own} own on own.account = c.account and own.number = c.called and own.day = c.day`;

/** The same without whose number was shown, where no inventory is given: who shows a number twice calls out with it. */
const placedBare = (read: string, own: string): string => `
select c.*, own.number is not null as inbound from ${read} c
left join ${own} own on own.account = c.account and own.number = c.called and own.day = c.day`;

/**
 * What counts, and how far each called number lies above the one before from the same address. Where a switch writes whole seconds,
 * calls of one second have no order: any fixed one that has nothing to do with the numbers will do.
 */
const stepped = (from: string): string => `
select *, not inbound and outcome <> 'limit_rejected' as counted,
  called - lag(called) over (partition by account, sub, inbound order by began, hash(called)) as step
from ${from}`;

/** The calls as one relation, for a single look at them: the engine keeps no table. */
export const callsAtOnce = (making: Making): string => {
  const { rights, offsets } = making;
  const ctes = [
    `read as materialized (${readCalls(making)})`,
    ...(rights === null
      ? []
      : [`rights as materialized (${readRights(making)})`, `callers as (${callersOf('read', 'rights', offsets)})`]),
    rights === null
      ? 'own as (select account, caller as number, day from read where caller is not null group by all having count(*) > 1)'
      : `own as (${ownOf('read', 'rights', offsets)})`,
    `placed as (${rights === null ? placedBare('read', 'own') : placed('read', 'callers', 'own')})`,
  ];
  return `(with ${ctes.join(', ')} ${stepped('placed')})`;
};

/** Makes the table of calls that everything is counted from, under a name of letters and digits; the caller drops it. */
export const makeTable = async (engine: Engine, name: string, making: Making, lists: CalledLists): Promise<void> => {
  const { offsets } = making;
  const [read, rights, listed] = [`${name}_read`, `${name}_rights`, `${name}_listed`];
  await engine.rows(`create or replace table ${read} as ${readCalls(making)}`, {});
  await engine.rows(`create or replace table ${rights} as ${readRights(making)}`, {});
  await engine.rows(`create or replace table ${listed} as ${listedNumbers(read, lists)}`, {});
  const ctes = `callers as (${callersOf(read, rights, offsets)}), own as (${ownOf(read, rights, offsets)}), placed as (${placed(read, 'callers', 'own')}),
    marked as (select p.*, l.dnc, l.gone from placed p left join ${listed} l on l.number = p.called)`;
  await engine.rows(`create or replace table ${name} as with ${ctes} ${stepped('marked')}`, {});
  await engine.rows(`drop table ${read}; drop table ${rights}; drop table ${listed}`, {});
};

/** Forgets the table, and what was made for it. */
export const dropTable = async (engine: Engine, name: string): Promise<void> => {
  for (const table of [name, `${name}_read`, `${name}_rights`, `${name}_listed`, `${name}_number`, `${name}_sub`])
    await engine.rows(`drop table if exists ${table}`, {});
};
