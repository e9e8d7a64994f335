import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';

/** A row of the file and the line on which it ends, or what is wrong with the line. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[]; readonly broken: null }
  | { readonly line: number; readonly cells: null; readonly broken: string };

// past this a quote was left open: the row would swallow the file
const longestRow = 256 * 1024;

const parsed = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });
const place = z.object({ lines: z.number() });

const whyBroken: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark opens and never closes',
  CSV_INVALID_CLOSING_QUOTE: 'a quotation mark closes inside the cell; write two for one',
  INVALID_OPENING_QUOTE: 'a quotation mark stands inside an unquoted cell; quote the whole cell and write two for one',
  CSV_MAX_RECORD_SIZE: 'the row is over 256 kB: probably a quotation mark that never closes',
};

// the parser's own message quotes the cell, which may be personal
const brokenRow = (error: CsvError): CsvRow => {
  const at = place.safeParse(error);
  return { line: at.success ? at.data.lines : 0, cells: null, broken: whyBroken[error.code] ?? 'the line is no CSV' };
};

/** The rows of a CSV body (RFC 4180, UTF-8, with or without byte order mark), one at a time; a broken row is told and skipped. */
export async function* csvRows(body: AsyncIterable<Uint8Array>): AsyncIterable<CsvRow> {
  const skipped: CsvRow[] = [];
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestRow,
    on_skip: (error) => {
      if (error !== undefined) skipped.push(brokenRow(error));
      return undefined;
    },
  });
  pipeline(Readable.from(body), parser, () => {});
  try {
    for await (const item of parser) {
      const { record, info } = parsed.parse(item);
      // the parser runs ahead of its reader: what it skipped is told where it stood
      const earlier = skipped.findIndex(({ line }) => line > info.lines);
      yield* skipped.splice(0, earlier === -1 ? skipped.length : earlier);
      yield { line: info.lines, cells: record, broken: null };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipped.push(brokenRow(error));
  }
  yield* skipped;
}
