import { z } from 'zod';
import type { DayFile } from '../calls/by-day.ts';
import { oneCall } from '../calls/gate-copy.ts';
import type { Engine } from './engine.ts';

// All that is asked of the columnar engine stands in this folder: another one may take its place.

/** Columns of a stored call, as the canonical record names them; `account` is not kept, it is looked up by `account_ref`. */
const columns = {
  source_row: 'INTEGER',
  call_key: 'VARCHAR',
  leg: 'VARCHAR',
  account_ref: 'VARCHAR',
  from_raw: 'VARCHAR',
  to_raw: 'VARCHAR',
  from: 'VARCHAR',
  to: 'VARCHAR',
  start: 'TIMESTAMPTZ',
  ring: 'TIMESTAMPTZ',
  answer: 'TIMESTAMPTZ',
  end: 'TIMESTAMPTZ',
  talk_ms: 'BIGINT',
  talk_precision_ms: 'INTEGER',
  talk_rounding: 'VARCHAR',
  sip: 'INTEGER',
  q850: 'INTEGER',
  derived: 'VARCHAR[]',
  disposition_raw: 'VARCHAR',
  outcome: 'VARCHAR',
  released_by: 'VARCHAR',
  attest: 'VARCHAR',
  identity_result: 'VARCHAR',
  src_ip: 'VARCHAR',
  trunk_out: 'VARCHAR',
  end_missing: 'BOOLEAN',
  answered_only: 'BOOLEAN',
} as const;

/** Text as SQL writes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** Paths as a list in SQL. */
export const list = (paths: readonly string[]): string => `[${paths.map(quoted).join(', ')}]`;
const typed = Object.entries(columns)
  .map(([name, type]) => `"${name}": '${type}'`)
  .join(', ');

/** By which a call is filed; one without a start by whatever stamp it has. */
export const stamp = 'coalesce(start, ring, answer, "end")';
/** An instant in epoch ms. */
export const ms = (expression: string): string => `epoch_ms(${expression})`;

const parquet = (paths: readonly string[]): string => `read_parquet(${list(paths)}, union_by_name = true)`;

/** Parts by who wrote what is in them: the switches, and the call gate before them. */
export type Parts = { readonly switches: readonly string[]; readonly gate: readonly string[] };

/** The calls of stored parts, as the engine reads them, each once: what the gate answered is left out where a switch has the same call. */
export const storedCalls = ({ switches, gate }: Parts): string => {
  if (gate.length === 0) return parquet(switches);
  if (switches.length === 0) return parquet(gate);
  const own = `from ${parquet(switches)} s where s.leg is distinct from 'b'`;
  return `(select * from ${parquet(switches)} union all by name select g.* from ${parquet(gate)} g
    where ${oneCall.map((condition) => `not exists (select 1 ${own} and ${condition})`).join(' and ')})`;
};

/** The same of one account. */
export const storedCallsOf = (parts: Parts, accountRef: string): string =>
  `(select * from ${storedCalls(parts)} where account_ref = ${quoted(accountRef)})`;

/** The canonical calls of a file (NDJSON), as the engine reads them. */
export const canonicalFile = (ndjson: string): string =>
  `read_json(${quoted(ndjson)}, format = 'newline_delimited', columns = {${typed}})`;

const instants: readonly string[] = ['start', 'ring', 'answer', 'end'];
const written = Object.entries(columns)
  .map(([name, type]) => `"${name}": '${instants.includes(name) ? 'BIGINT' : name === 'derived' ? 'VARCHAR' : type}'`)
  .join(', ');
const stored = Object.keys(columns)
  .map((name) => {
    if (instants.includes(name)) return `make_timestamptz(given."${name}" * 1000) as "${name}"`;
    return name === 'derived' ? `coalesce(string_split(given.derived, ' '), []) as derived` : `given."${name}"`;
  })
  .join(', ');

/** The calls of a file of a day as `sortByDay` writes them; instants are epoch ms, and what was inferred is words with spaces between. */
const dayFile = (path: string): string =>
  `read_csv(${quoted(path)}, auto_detect = false, header = false, delim = '\t', quote = '"', escape = '"', new_line = '\\n', nullstr = '',
    allow_quoted_nulls = false, max_line_size = 1000000, columns = {${written}})`;

const heldRow = z.object({ calls: z.coerce.number(), firstAt: z.coerce.number(), lastAt: z.coerce.number() });

/** How many calls a part holds, and their time (epoch ms). */
export type Held = z.output<typeof heldRow>;

/** By what a call is known. */
const known = 'call_key, leg, start';

/** Calls of the parts given that a call of the file may be: those of its time. */
const earlier = (kept: readonly string[], { first, last }: DayFile): string =>
  `(select ${known} from ${parquet(kept)} where start >= to_timestamp(${first / 1000}) and start < to_timestamp(${(last + 1) / 1000}))`;

/** Calls of a part that stand in it more than once. */
const repeated = (path: string): string =>
  `select 1 from ${parquet([path])} group by ${known} having count(*) > 1 limit 1`;

/**
 * Writes the calls of a file of a day as Parquet, each once, without those that stand in the parts given already. Gives what the part holds;
 * null where nothing is new.
 */
export const writeDay = async (
  engine: Engine,
  { from, kept, to }: { readonly from: DayFile; readonly kept: readonly string[]; readonly to: string },
): Promise<Held | null> => {
  const without =
    kept.length === 0
      ? ''
      : `anti join ${earlier(kept, from)} known
         on known.call_key = given.call_key and known.leg is not distinct from given.leg and epoch_ms(known.start) is not distinct from given.start`;
  const write = (once: string) =>
    engine.rows(
      `copy (select ${stored} from ${dayFile(from.path)} given ${without} ${once}
         ${from.order === 'by-time' && once === '' ? '' : 'order by given.start, given.source_row'})
       to ${quoted(to)} (format parquet, compression zstd)`,
      {},
    );
  await write('');
  // what stands in it twice is rare, and to look for it while it is written would keep all columns in memory
  if ((await engine.rows(repeated(to), {})).length > 0)
    await write(
      'qualify row_number() over (partition by given.call_key, given.leg, given.start order by given.source_row) = 1',
    );
  const [row] = await engine.rows(
    `select count(*) as calls, ${ms(`min(${stamp})`)} as "firstAt", ${ms(`max(${stamp})`)} as "lastAt" from ${parquet([to])}`,
    {},
  );
  return row?.firstAt == null ? null : heldRow.parse(row);
};

/** The first and last instant (epoch ms) of canonical calls in a file; null where none has a stamp. */
export const spanOf = async (engine: Engine, ndjson: string): Promise<{ from: number; until: number } | null> => {
  const [row] = await engine.rows(
    `select ${ms(`min(${stamp})`)} as "from", ${ms(`max(${stamp})`)} as "until"
     from ${canonicalFile(ndjson)}`,
    {},
  );
  const span = z.object({ from: z.coerce.number(), until: z.coerce.number() });
  return row?.from == null ? null : span.parse(row);
};

/** What is looked for: numbers in E.164 or the digits they end in; epoch ms. */
export type Wanted = {
  readonly from: number;
  readonly until: number;
  readonly calling: string | null;
  readonly called: string | null;
  readonly limit: number;
};

export const foundCall = z.object({
  file: z.string(),
  source_row: z.coerce.number(),
  call_key: z.string().nullable(),
  account_ref: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  from_raw: z.string().nullable(),
  to_raw: z.string().nullable(),
  start: z.coerce.number().nullable(),
  answer: z.coerce.number().nullable(),
  end: z.coerce.number().nullable(),
  outcome: z.string(),
  attest: z.string().nullable(),
  src_ip: z.string().nullable(),
  trunk_out: z.string().nullable(),
});

/** A call as it was found, with the path of its part; instants in epoch ms. */
export type FoundCall = z.output<typeof foundCall>;

/** The columns of a call as it is shown. */
export const shownColumns = `filename as file, source_row, call_key, account_ref, "from", "to", from_raw, to_raw, ${ms('start')} as start,
  ${ms('answer')} as answer, ${ms('"end"')} as "end", outcome, attest, src_ip, trunk_out`;

const endsWith = (name: 'from' | 'to', key: string): string =>
  `(ends_with("${name}", $${key}) or ends_with(regexp_replace(coalesce("${name}_raw", ''), '[^0-9]', '', 'g'), $${key}))`;

/** Calls of these parts that match, in order of their start. */
export const search = async (
  engine: Engine,
  parts: readonly string[],
  { from, until, calling, called, limit }: Wanted,
): Promise<readonly FoundCall[]> => {
  if (parts.length === 0) return [];
  const conditions = [
    `${ms(stamp)} >= $from and ${ms(stamp)} < $until`,
    ...(calling === null ? [] : [endsWith('from', 'calling')]),
    ...(called === null ? [] : [endsWith('to', 'called')]),
  ];
  const rows = await engine.rows(
    `select ${shownColumns}
     from read_parquet(${list(parts)}, union_by_name = true, filename = true)
     where ${conditions.join(' and ')} order by start, source_row limit ${limit}`,
    {
      from: BigInt(from),
      until: BigInt(until),
      ...(calling === null ? {} : { calling: calling.replace(/\D/g, '') }),
      ...(called === null ? {} : { called: called.replace(/\D/g, '') }),
    },
  );
  return rows.map((row) => foundCall.parse(row));
};
