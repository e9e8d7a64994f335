import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { refuse } from '../../../kernel/problem.ts';
import { csvRows } from '../../customers/import/csv.ts';

/** The fields of a delivery in a file, each with what it holds. */
export const fields = {
  account_number: 'the account number; required',
  method: '`email`, `mail`, `bill-insert`, `web`, `text` or `oral`; required',
  sent: 'instant with offset, or date; for mail the day it was handed to the post; required',
  notice: "id or content hash of the notice version; without it the request's versionId holds",
  reference: "the sender's own reference: batch, postal receipt, message id",
  address: 'the e-mail address it went to; without it the newest that stood on the account then',
} as const;

export type Field = keyof typeof fields;

/** One line of the file by field, or what is wrong with it. */
export type Line = { readonly line: number } & (
  | { readonly cells: Readonly<Partial<Record<Field, string>>>; readonly broken: null }
  | { readonly cells: null; readonly broken: string }
);

const isField = (name: string): name is Field => name in fields;
const names = Object.keys(fields).join(', ');

const headerOf = (cells: readonly string[]): readonly Field[] => {
  const header = cells.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  // a file without headers begins with a customer: he is not quoted
  if (!header.some(isField))
    refuse('invalid-input', 'The first line holds no known header.', `Put headers into it. Known: ${names}.`);
  return header.map((name, i) => {
    if (!isField(name))
      return refuse('invalid-input', `The header '${name.slice(0, 80)}' is not known.`, `Known: ${names}.`);
    if (header.indexOf(name) !== i) return refuse('invalid-input', `The header '${name}' stands twice.`, 'Keep one.');
    return name;
  });
};

async function* fromCsv(body: AsyncIterable<Uint8Array>): AsyncIterable<Line> {
  let header: readonly Field[] | null = null;
  for await (const row of csvRows(body)) {
    if (row.cells === null) yield row;
    else if (header === null) header = headerOf(row.cells);
    else if (row.cells.length > header.length)
      yield { line: row.line, cells: null, broken: 'more cells than the header' };
    else {
      const { cells } = row;
      yield {
        line: row.line,
        cells: Object.fromEntries(header.map((name, i) => [name, cells[i]?.trim() ?? ''])),
        broken: null,
      };
    }
  }
  if (header === null)
    refuse('invalid-input', 'The file has no header line.', `Put the fields into the first line: ${names}.`);
}

const object = z.strictObject({
  account_number: z.string(),
  method: z.string(),
  sent: z.string(),
  notice: z.string().default(''),
  reference: z.string().default(''),
  address: z.string().default(''),
});

const jsonLine = (line: number, text: string): Line => {
  try {
    const read = object.safeParse(JSON.parse(text));
    if (read.success) return { line, cells: read.data, broken: null };
    const issue = read.error.issues[0];
    const field =
      issue?.code === 'unrecognized_keys'
        ? `unknown field ${issue.keys.join(', ')}`
        : `field ${issue?.path.join('.')} is missing or no text`;
    return { line, cells: null, broken: field };
  } catch {
    return { line, cells: null, broken: 'the line is no JSON object' };
  }
};

async function* fromNdjson(body: AsyncIterable<Uint8Array>): AsyncIterable<Line> {
  let line = 0;
  for await (const text of createInterface({ input: Readable.from(body), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() !== '') yield jsonLine(line, text);
  }
}

/** The lines of a body in either format. */
export const linesOf = (format: 'csv' | 'ndjson', body: AsyncIterable<Uint8Array>): AsyncIterable<Line> =>
  format === 'csv' ? fromCsv(body) : fromNdjson(body);
