import { z } from 'zod';
import type { Engine } from './engine.ts';
import { type FoundCall, foundCall, list, ms, quoted, shownColumns, stamp } from './stored-calls.ts';

/** A number as it is looked for: in E.164, and the digits in which a form that no importer understood must end. */
export type Sought = { readonly e164: string; readonly tail: string };

/**
 * The call that somebody asks about: calls at most `within` ms from `at` (epoch ms) that meet any of its numbers, or only those that
 * meet both. Without a calling number every caller matches.
 */
export type Asked = {
  readonly at: number;
  readonly calling: Sought | null;
  readonly called: Sought;
  readonly within: number;
  readonly meets: 'any' | 'both';
};

export const meetings = ['both', 'called', 'calling', 'swapped'] as const;
/** Which of the numbers match; `swapped`: each stands in the other's place. */
export type Meeting = (typeof meetings)[number];

const met = z.object({
  file: z.string(),
  source_row: z.coerce.number(),
  off: z.coerce.number(),
  meeting: z.enum(meetings),
});
type Met = z.output<typeof met>;

/** The nearest of each kind: a number that has many calls must not push the right one out. */
const mostOfAKind = 200;

// what an importer understood is compared whole; the rest by the digits it ends in
const is = (column: 'from' | 'to', { e164, tail }: Sought): string =>
  `case when "${column}" is null then ends_with(regexp_replace(coalesce("${column}_raw", ''), '[^0-9]', '', 'g'), ${quoted(tail)})
     else "${column}" = ${quoted(e164)} end`;

/** The rows to look at. What is asked of one column alone lets the engine leave parts of a file unread. */
const rowsOf = (calls: string, { at, within, meets, calling, called }: Asked): string => {
  const timed = `start >= to_timestamp(${(at - within) / 1000}) and start < to_timestamp(${(at + within + 1) / 1000})`;
  const read = `select * from ${calls} where`;
  // calls without a start, or with a number that no importer understood, are few
  const odd = [`${read} start is null`];
  if (meets === 'any') return [`${read} ${timed}`, ...odd].join(' union all ');
  const caller = calling === null ? '' : ` and "from" = ${quoted(calling.e164)}`;
  return [
    `${read} ${timed} and "to" = ${quoted(called.e164)}${caller}`,
    `${read} ${timed} and "to" is null`,
    ...(calling === null ? [] : [`${read} ${timed} and "to" is not null and "from" is null`]),
    ...odd,
  ].join(' union all ');
};

const metSql = (calls: string, asked: Asked): string => {
  const { at, calling, called, within, meets } = asked;
  const turned = calling === null ? 'false' : `"from" = ${quoted(called.e164)} and "to" = ${quoted(calling.e164)}`;
  return `
  with near as (
    select filename as file, source_row, ${ms(stamp)} - ${at} as off, ${is('to', called)} as callee,
      ${calling === null ? 'true' : is('from', calling)} as caller, ${turned} as swapped
    from (${rowsOf(calls, asked)})
  ), told as (
    select file, source_row, off, case when caller and callee then 'both' when callee then 'called'
      when caller and ${calling !== null} then 'calling' when swapped then 'swapped' end as meeting
    from near where abs(off) <= ${within} and (caller or callee or swapped))
  select file, source_row, off, meeting from told where meeting ${meets === 'both' ? "= 'both'" : 'is not null'}
  qualify row_number() over (partition by meeting order by abs(off), file, source_row) <= ${mostOfAKind}`;
};

const partsAsTable = (parts: readonly string[]): string =>
  `read_parquet(${list(parts)}, union_by_name = true, filename = true)`;

const find = async (engine: Engine, parts: readonly string[], asked: Asked): Promise<readonly Met[]> =>
  (await engine.rows(metSql(partsAsTable(parts), asked), {})).map((row) => met.parse(row));

/** Only of the rows that were met the other columns are read, and only near their time; rows of the same number in another file come too. */
const shownSql = (found: readonly Met[], { at }: Asked): string => {
  const calls = partsAsTable([...new Set(found.map(({ file }) => file))]);
  const offs = found.map(({ off }) => off);
  const [first, last] = [at + Math.min(...offs), at + Math.max(...offs) + 1];
  const rows = `source_row in (${found.map(({ source_row }) => source_row).join(', ')})`;
  const timed = `start >= to_timestamp(${first / 1000}) and start < to_timestamp(${last / 1000})`;
  const read = `select ${shownColumns} from ${calls} where ${rows}`;
  return `${read} and ${timed} union all ${read} and start is null`;
};

/** Calls of these parts that meet one of the numbers or both, each with how, and how far off (ms; negative: earlier than asked). */
export const nearCalls = async (
  engine: Engine,
  parts: readonly string[],
  asked: Asked,
): Promise<readonly { readonly call: FoundCall; readonly meeting: Meeting; readonly off: number }[]> => {
  if (parts.length === 0) return [];
  const found = await find(engine, parts, asked);
  if (found.length === 0) return [];
  const rows = await engine.rows(shownSql(found, asked), {});
  const calls = new Map(
    rows.map((row) => foundCall.parse(row)).map((call) => [`${call.file} ${call.source_row}`, call]),
  );
  return found.flatMap(({ file, source_row, meeting, off }) => {
    const call = calls.get(`${file} ${source_row}`);
    return call === undefined ? [] : [{ call, meeting, off }];
  });
};
