import { refuse } from '../../../kernel/problem.ts';
import type { Block } from '../blocks.ts';
import type { ReadList } from './read-numbers.ts';
import { commaRows, type Reader, type Row, readerOf, tabRows } from './table.ts';

// The numbering plan administrator publishes what is assigned; what is not assigned is the rest. A file cut short would make
// numbers of real people look unallocated: that is looked for in every one.

const code = /^[2-9]\d{2}$/;
const codes: readonly string[] = Array.from({ length: 800 }, (_, i) => String(200 + i));

const area = (npa: string): Block => ({ firstNumber: Number(`1${npa}0000000`), lastNumber: Number(`1${npa}9999999`) });
const exchange = (npa: string, nxx: string): Block => ({
  firstNumber: Number(`1${npa}${nxx}0000`),
  lastNumber: Number(`1${npa}${nxx}9999`),
});
const thousand = (npa: string, nxx: string, x: string): Block => ({
  firstNumber: Number(`1${npa}${nxx}${x}000`),
  lastNumber: Number(`1${npa}${nxx}${x}999`),
});

type Read = { lines: number; readonly refused: { line: number; reason: string }[] };

const cutShort = (what: string): never =>
  refuse('invalid-input', `The file seems to be cut short: ${what}.`, 'Download it again and compare its size.');

/** Walks the rows under a header; a last line with fewer cells than the header says that the file was cut. */
async function* rowsUnder<N extends string>(
  rows: AsyncIterable<Row>,
  wanted: Readonly<Record<N, readonly string[]>>,
  read: Read,
): AsyncIterable<{ readonly line: number; cell(name: N): string }> {
  let header: { readonly length: number; readonly cell: Reader<N> } | null = null;
  let last = 0;
  for await (const { line, cells } of rows) {
    if (header === null) {
      header = { length: cells.length, cell: readerOf(cells, wanted) };
      continue;
    }
    const { cell } = header;
    read.lines += 1;
    last = cells.length;
    yield { line, cell: (name) => cell(cells, name) };
  }
  if (header === null) refuse('invalid-input', 'The file is empty.', 'Give the file as it was published.');
  else if (read.lines > 0 && last < header.length - 1) cutShort('its last line has fewer cells than its header');
}

const dateIn = (text: string): string | null => {
  const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
};

// the plan has had more than this many areas in service since 2007
const fewestAreas = 300;

/** `npa_report.csv`: area codes that are not in service. Its first line has the date of the file. */
export const readAreas = async (body: AsyncIterable<Uint8Array>): Promise<ReadList> => {
  const read: Read = { lines: 0, refused: [] };
  const rows = commaRows(body)[Symbol.asyncIterator]();
  const first = await rows.next();
  const versionOn = first.done === true ? null : dateIn(first.value.cells[1] ?? '');
  if (versionOn === null)
    refuse(
      'invalid-input',
      "The first line is not 'File Date,mm/dd/yyyy'.",
      'Give npa_report.csv as it was published.',
    );
  const inService = new Set<string>();
  const wanted = { npa: ['npaid', 'npa'], inService: ['inservice'] };
  const rest = { [Symbol.asyncIterator]: () => rows };
  for await (const { line, cell } of rowsUnder(rest, wanted, read)) {
    const npa = cell('npa');
    if (!code.test(npa)) read.refused.push({ line, reason: 'has no area code' });
    else if (/^y/i.test(cell('inService'))) inService.add(npa);
  }
  if (inService.size < fewestAreas) cutShort(`${inService.size} area codes in service`);
  return { versionOn, blocks: codes.filter((npa) => !inService.has(npa)).map(area), ...read };
};

/**
 * The utilized central office codes (`allutlzd.txt`, tab-separated): of each area code in the file, the exchanges that are not
 * assigned. Area codes of other countries do not stand in it, so nothing is said of them.
 */
export const readCodes = async (body: AsyncIterable<Uint8Array>): Promise<ReadList> => {
  const read: Read = { lines: 0, refused: [] };
  const assigned = new Map<string, Set<string>>();
  for await (const { line, cell } of rowsUnder(tabRows(body), { code: ['npanxx'], use: ['use'] }, read)) {
    const [npa = '', nxx = ''] = cell('code').split('-');
    if (!code.test(npa) || !code.test(nxx)) {
      read.refused.push({ line, reason: 'has no area code and exchange' });
      continue;
    }
    const exchanges = assigned.get(npa) ?? new Set<string>();
    assigned.set(npa, exchanges);
    if (cell('use').toUpperCase() === 'AS') exchanges.add(nxx);
  }
  // an area code that lost all its exchanges is a file that lost them
  for (const [npa, exchanges] of assigned)
    if (exchanges.size === 0) cutShort(`area code ${npa} has no assigned exchange`);
  const blocks = [...assigned].flatMap(([npa, exchanges]) =>
    codes.filter((nxx) => !exchanges.has(nxx)).map((nxx) => exchange(npa, nxx)),
  );
  return { versionOn: null, blocks, ...read };
};

/**
 * The report of thousands-blocks: those that are available, so that nobody has them. A contaminated block is available too, but
 * some of its numbers are in use: it is left out.
 */
export const readThousands = async (body: AsyncIterable<Uint8Array>): Promise<ReadList> => {
  const read: Read = { lines: 0, refused: [] };
  const wanted = {
    npa: ['npa'],
    nxx: ['nxx'],
    x: ['x', 'block', 'blockx', 'thousandsblock', 'xblock'],
    status: ['status', 'blockstatus', 'assigned', 'use'],
    contaminated: ['contaminated', 'blockcontaminated', 'contaminatedblock', 'contam', 'contamination'],
  };
  const blocks: Block[] = [];
  for await (const { line, cell } of rowsUnder(commaRows(body), wanted, read)) {
    const [npa, nxx, x] = [cell('npa'), cell('nxx'), cell('x')];
    if (!code.test(npa) || !code.test(nxx) || !/^\d$/.test(x))
      read.refused.push({ line, reason: 'has no area code, exchange and thousand' });
    else if (/^(av|available)$/i.test(cell('status')) && !/^y/i.test(cell('contaminated')))
      blocks.push(thousand(npa, nxx, x));
  }
  return { versionOn: null, blocks, ...read };
};
