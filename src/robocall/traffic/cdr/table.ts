import { cellsOf, delimiterOf } from './csv.ts';
import type { Draft } from './draft.ts';
import type { Reader, Settings, Sink } from './format.ts';
import { type View, viewOf } from './view.ts';

/** A row that is no call, and why. */
export type Aside = { readonly aside: string };

/** How a format of delimited columns is read. */
export type Table = {
  /** Null: the one that the first row has most of. */
  readonly delimiter: string | null;
  /** The columns of a row without header, or null when it can be none of them; the same array for the same columns. */
  columnsOf(cells: readonly string[]): readonly string[] | null;
  /** Column names of which three make a first row a header; or whether there is one. */
  readonly known: readonly string[] | 'header' | 'no-header';
  /** Lines that one record may take: more than one where a quoted cell may hold line breaks. */
  readonly lines: number;
  draft(view: View, row: number, cells: readonly string[]): Draft | Aside | string;
};

/** What `psql` writes below a table. */
const footer = /^\(\d+ rows?\)$/;

const plain = (name: string): string => name.trim().toLowerCase();

/** Whether a row holds names of columns and no values. */
const isHeader = (cells: readonly string[], known: ReadonlySet<string> | 'header' | 'no-header'): boolean => {
  if (typeof known === 'string') return known === 'header';
  const named = cells.filter((cell) => known.has(plain(cell))).length;
  return named >= Math.min(3, known.size) && named * 2 >= cells.length;
};

const indexOf = (columns: readonly string[]): ReadonlyMap<string, number> =>
  new Map(columns.map((name, index) => [plain(name), index]));

/** A reader of a table: with a header or without, CRLF or LF, each row with the columns it says or as many as the format knows. */
export const tableReader = (table: Table, { moments, columns }: Settings, sink: Sink): Reader => {
  const known = typeof table.known === 'string' ? table.known : new Set(table.known.map(plain));
  let named: readonly string[] | null = null;
  let fixed: readonly string[] | null = columns;
  let delimiter = table.delimiter;
  let index: ReadonlyMap<string, number> = new Map();
  let cells: readonly string[] = [];
  let headed: readonly string[] | null = null;
  let rows = 0;
  let width = 0;
  let waiting = '';
  let waitingFrom = 0;
  let waitingLines = 0;
  const view = viewOf((name) => cells[index.get(name) ?? -1], moments);

  const layoutOf = (read: readonly string[]): string | null => {
    const layout = fixed ?? table.columnsOf(read);
    if (layout === null) return `${read.length} columns are none of this format's: say them with --columns`;
    if (fixed !== null && read.length !== fixed.length && !(read.length === fixed.length + 1 && read.at(-1) === ''))
      return `${read.length} columns where ${fixed.length} are expected`;
    if (layout !== named) {
      named = layout;
      index = indexOf(layout);
    }
    return null;
  };

  const record = (read: readonly string[], row: number, end: 'whole' | 'cut'): void => {
    rows += 1;
    // files that were put together have their header again in the middle
    if (
      rows === 1 ? isHeader(read, known) : headed !== null && read[0] === headed[0] && read.join() === headed.join()
    ) {
      headed = read;
      fixed ??= read.map(plain);
      sink.aside(row, 'header');
      return;
    }
    if (read.length === 1 && footer.test(read[0] ?? '')) {
      sink.aside(row, 'footer');
      return;
    }
    const unread = end === 'cut' && read.length < width ? 'the last line is cut off' : layoutOf(read);
    if (unread !== null) {
      sink.bad(row, unread);
      return;
    }
    width = read.length;
    cells = read;
    view.clear();
    const draft = table.draft(view, row, read);
    const wrong = view.wrong();
    if (typeof draft === 'string') sink.bad(row, draft);
    else if ('aside' in draft) sink.aside(row, draft.aside);
    else if (wrong !== null) sink.bad(row, wrong);
    else sink.call(draft);
  };

  /** A quoted cell that never ends must not swallow the file: its first line is bad, the others are read anew. */
  const giveUp = (): void => {
    const lines = waiting.split('\n');
    const from = waitingFrom;
    waiting = '';
    waitingLines = 0;
    sink.bad(from, 'a quoted cell does not end');
    for (const [at, line] of lines.slice(1).entries()) take(line, from + at + 1, 'whole');
  };

  const take = (given: string, number: number, end: 'whole' | 'cut'): void => {
    const line = given.endsWith('\r') ? given.slice(0, -1) : given;
    if (waiting === '' && line.trim() === '') return;
    const text = waiting === '' ? line : `${waiting}\n${line}`;
    delimiter ??= delimiterOf(line);
    const read = cellsOf(text, delimiter);
    if (read === 'open' && table.lines > 1) {
      if (waiting === '') waitingFrom = number;
      waiting = text;
      waitingLines += 1;
      if (waitingLines >= table.lines) giveUp();
      return;
    }
    const row = waiting === '' ? number : waitingFrom;
    if (read === 'stray' && waiting !== '') {
      waitAnew(line);
      return;
    }
    waiting = '';
    waitingLines = 0;
    if (read === 'open') sink.bad(row, end === 'cut' ? 'the last line is cut off' : 'a quoted cell does not end');
    else if (read === 'stray')
      sink.bad(row, 'something follows a closing quote: quotes inside a cell are to be doubled');
    else record(read, row, end);
  };

  /** The quote that was open was closed by one of a later record: it was no cell of several lines. */
  const waitAnew = (line: string): void => {
    waiting = `${waiting}\n${line}`;
    giveUp();
  };

  return {
    take,
    close: () => {
      while (waiting !== '') giveUp();
    },
  };
};
