import { refuse } from '../../kernel/problem.ts';
import { commaRows, readerOf } from '../numbers/lists/table.ts';
import type { PublicFileKind } from './record.ts';

export type Entry = {
  readonly key: string;
  readonly name: string;
  readonly facts: Readonly<Record<string, string>>;
};

export type ReadFile = { readonly entries: readonly Entry[]; readonly rows: number; readonly duplicates: number };

/** The columns of a file with a header, each by the spellings that its publisher has used. */
type Columns = { readonly [column: string]: readonly [string, ...string[]] };

const robocallDatabase = {
  number: ['number', 'rmdnumber'],
  frn: ['frn', 'fccregistrationnumberfrn', 'fccregistrationnumber'],
  name: ['businessname', 'company'],
  address: ['businessaddress'],
  foreign: ['foreignvoiceprovider', 'foreignvoiceserviceprovider'],
  otherFrns: ['otherfrns', 'otherfrn'],
  otherNames: ['otherdbanames', 'otherdbas'],
  implementation: ['implementation'],
  voice: ['voiceserviceproviderchoice', 'voiceserviceprovider'],
  gateway: ['gatewayproviderchoice', 'gatewayprovider'],
  intermediate: ['intermediateproviderchoice', 'intermediateprovider'],
  updated: ['lastupdated', 'updated'],
  recertified: ['lastrecertified'],
} as const satisfies Columns;

const form499 = {
  filerId: ['filerid', '499filerid', 'form499id', 'filer499id', 'filer499idnumber', 'fileridnumber'],
  name: ['legalname', 'legalnameofreportingentity', 'legalnameofcarrier', 'carriername'],
  otherNames: ['doingbusinessas', 'dba', 'tradename', 'tradenames'],
} as const satisfies Columns;

const onlyDigits = (text: string, length: number): string => {
  const digits = text.replace(/\D/g, '');
  return digits === '' ? '' : digits.padStart(length, '0');
};

type HeadedRow = { readonly line: number; cell(name: string): string };

const cutShort = (line: number, found: number, wanted: number): never =>
  refuse(
    'invalid-input',
    `Line ${line} has ${found} cells where ${wanted} are wanted: the file seems to be cut short.`,
    'Download it again and compare its size.',
  );

/** The rows under the header. Renamed and missing columns, and rows that are cut, are a problem that names them. */
async function* headedRows(body: AsyncIterable<Uint8Array>, columns: Columns): AsyncIterable<HeadedRow> {
  let header: { readonly length: number; readonly read: ReturnType<typeof readerOf<string>> } | null = null;
  for await (const { line, cells } of commaRows(body)) {
    if (header === null) {
      header = { length: cells.length, read: readerOf<string>(cells, columns) };
      continue;
    }
    const { length, read } = header;
    if (cells.length !== length) cutShort(line, cells.length, length);
    yield { line, cell: (name) => read(cells, name) };
  }
  if (header === null) refuse('invalid-input', 'The file is empty.', 'Give the file as it was published.');
}

const readRobocallDatabase = async (body: AsyncIterable<Uint8Array>): Promise<ReadFile> => {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let rows = 0;
  let duplicates = 0;
  for await (const { line, cell } of headedRows(body, robocallDatabase)) {
    rows += 1;
    const frn = onlyDigits(cell('frn'), 10);
    const name = cell('name');
    if (frn === '' || name === '')
      refuse('invalid-input', `Line ${line} has no frn or no business_name.`, 'Give the file as it was published.');
    if (seen.has(frn)) duplicates += 1;
    seen.add(frn);
    const facts = Object.fromEntries(
      [
        'number',
        'address',
        'foreign',
        'otherNames',
        'implementation',
        'voice',
        'gateway',
        'intermediate',
        'updated',
        'recertified',
      ].map((column) => [column, cell(column)]),
    );
    entries.push({ key: frn, name, facts });
    // he may be known to us by any of them
    for (const other of cell('otherFrns').split(/[\s,;]+/)) {
      const key = onlyDigits(other, 10);
      if (key !== '' && key !== frn) entries.push({ key, name, facts: { ...facts, filedUnder: frn } });
    }
  }
  return { entries, rows, duplicates };
};

const readForm499 = async (body: AsyncIterable<Uint8Array>): Promise<ReadFile> => {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let rows = 0;
  for await (const { line, cell } of headedRows(body, form499)) {
    rows += 1;
    const key = onlyDigits(cell('filerId'), 6);
    const name = cell('name');
    if (key === '' || name === '')
      refuse('invalid-input', `Line ${line} has no filer id or no legal name.`, 'Give the file as it was published.');
    seen.add(key);
    entries.push({ key, name, facts: { otherNames: cell('otherNames') } });
  }
  return { entries, rows, duplicates: rows - seen.size };
};

/** The Treasury's files have no header; what is not known is `-0-`. */
const bareRows = (width: number, keyAt: number, nameAt: number, kindAt: number) =>
  async function read(body: AsyncIterable<Uint8Array>): Promise<ReadFile> {
    const entries: Entry[] = [];
    const seen = new Set<string>();
    for await (const { line, cells } of commaRows(body)) {
      // its last line is a lone end-of-file sign
      if (cells.length === 1 && (cells[0] ?? '').replaceAll('\u001a', '') === '') continue;
      if (cells.length !== width) cutShort(line, cells.length, width);
      const [key = '', name = '', kind = ''] = [cells[keyAt], cells[nameAt], cells[kindAt]];
      if (!/^\d+$/.test(key) || name === '' || name === '-0-')
        refuse('invalid-input', `Line ${line} has no number or no name.`, 'Give the file as it was published.');
      seen.add(`${key} ${name}`);
      entries.push({ key, name, facts: { type: kind === '-0-' ? '' : kind } });
    }
    if (entries.length === 0) refuse('invalid-input', 'The file is empty.', 'Give the file as it was published.');
    return { entries, rows: entries.length, duplicates: entries.length - seen.size };
  };

/** Reads a public file of a kind whole. */
export const readers: {
  readonly [kind in PublicFileKind]: (body: AsyncIterable<Uint8Array>) => Promise<ReadFile>;
} = {
  'robocall-database': readRobocallDatabase,
  'form-499': readForm499,
  // SDN.CSV: ent_num, SDN_Name, SDN_Type, …
  sanctions: bareRows(12, 0, 1, 2),
  // ALT.CSV: ent_num, alt_num, alt_type, alt_name, alt_remarks
  'sanctions-aliases': bareRows(5, 0, 3, 2),
};
