import { csvRows } from '../../../cpni/customers/import/csv.ts';
import { linesIn } from '../../../kernel/lines.ts';
import { refuse } from '../../../kernel/problem.ts';

/** A row of a list file: its line and its trimmed cells. */
export type Row = { readonly line: number; readonly cells: readonly string[] };

/** Rows separated by commas (RFC 4180); a broken line is an empty row. */
export async function* commaRows(body: AsyncIterable<Uint8Array>): AsyncIterable<Row> {
  for await (const { line, cells } of csvRows(body)) yield { line, cells: (cells ?? []).map((cell) => cell.trim()) };
}

/** Rows separated by tabs, as NANPA writes them: no quotation marks, blanks before each tab. */
export async function* tabRows(body: AsyncIterable<Uint8Array>): AsyncIterable<Row> {
  let line = 0;
  for await (const lines of linesIn(body))
    for (const text of lines) {
      line += 1;
      if (text !== null && text.trim() !== '') yield { line, cells: text.split('\t').map((cell) => cell.trim()) };
    }
}

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Gives a cell of a row by the name of its column. */
export type Reader<N extends string> = (cells: readonly string[], name: N) => string;

/** Finds the columns by one of the spellings each; a missing one is a problem that names it. */
export const readerOf = <N extends string>(
  header: readonly string[],
  wanted: Readonly<Record<N, readonly string[]>>,
): Reader<N> => {
  const names = header.map(bare);
  const place = (spellings: readonly string[]): number => names.findIndex((name) => spellings.includes(name));
  for (const spellings of Object.values<readonly string[]>(wanted))
    if (place(spellings) === -1)
      refuse(
        'invalid-input',
        `The column '${spellings[0]}' is missing; the first line has ${header.join(', ').slice(0, 400)}.`,
        'Give the file as it was published, with its header.',
      );
  const places = new Map(
    Object.entries<readonly string[]>(wanted).map(([name, spellings]) => [name, place(spellings)]),
  );
  return (cells, name) => cells[places.get(name) ?? -1] ?? '';
};
