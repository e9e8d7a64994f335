import type { Engine } from './engine.ts';
import { quoted } from './stored-calls.ts';

// Lists of called numbers in the words of the columnar engine. A list may hold all numbers of the country: it is only ever streamed.

/** Writes a file of `number,yes` lines (yes 1 or 0) as Parquet, each number once and in order. How many there are, and how many of them yes. */
export const writeList = async (
  engine: Engine,
  from: string,
  to: string,
): Promise<{ readonly numbers: number; readonly yes: number }> => {
  await engine.rows(
    `copy (select number, max(yes) = 1 as yes from read_csv(${quoted(from)}, header = false, auto_detect = false,
       columns = {number: 'BIGINT', yes: 'UTINYINT'}) group by number order by number)
     to ${quoted(to)} (format parquet, compression zstd)`,
    {},
  );
  const [row] = await engine.rows(
    `select count(*) as numbers, count(*) filter (yes) as yes from read_parquet(${quoted(to)})`,
    {},
  );
  return { numbers: Number(row?.numbers ?? 0), yes: Number(row?.yes ?? 0) };
};

/** A list and the area codes for which it is the one that counts. */
export type ListFile = { readonly path: string; readonly areaCodes: readonly number[] };

/** The lists that a day is joined with. */
export type CalledLists = Readonly<Record<'doNotCall' | 'reassigned', readonly ListFile[]>>;

export const noLists: CalledLists = { doNotCall: [], reassigned: [] };

const codeOf = (number: string): string => `(${number} // 10000000 - 1000)`;

const inFile = (called: string, { path, areaCodes }: ListFile): string =>
  `select l.number, l.yes from read_parquet(${quoted(path)}) l join ${called} c on c.number = l.number
   where ${codeOf('l.number')} in (${areaCodes.join(', ')})`;

const found = (called: string, files: readonly ListFile[]): string =>
  files.length === 0
    ? `(select null::bigint as number, false as yes where false)`
    : `(select number, max(yes) as yes from (${files.map((file) => inFile(called, file)).join(' union all ')}) group by number)`;

/**
 * Of the numbers called in `read`: whether each is on the registry (null where no list covers its area code), and whether it was
 * reassigned (null where nobody asked).
 */
export const listedNumbers = (read: string, { doNotCall, reassigned }: CalledLists): string => {
  if (doNotCall.length + reassigned.length === 0)
    return 'select null::bigint as number, null::boolean as dnc, null::boolean as gone where false';
  const codes = [...new Set(doNotCall.flatMap(({ areaCodes }) => areaCodes))];
  const covered = codes.length === 0 ? 'false' : `${codeOf('c.number')} in (${codes.join(', ')})`;
  return `with called as materialized (select distinct called as number from ${read} where called between 12000000000 and 19999999999)
select c.number, case when ${covered} then d.number is not null end as dnc, r.yes as gone
from called c left join ${found('called', doNotCall)} d on d.number = c.number left join ${found('called', reassigned)} r on r.number = c.number
where ${covered} or r.number is not null`;
};
