import type { Block } from '../blocks.ts';
import { isNorthAmerican } from '../normalise.ts';
import { blockIn } from '../parse-block.ts';
import { commaRows, type Reader, readerOf } from './table.ts';

/** What a file of numbers says: its blocks, and the lines that could not be taken. */
export type ReadList = {
  /** the day of which the file tells, where it says so itself */
  readonly versionOn: string | null;
  readonly blocks: readonly Block[];
  readonly lines: number;
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
};

const numberNames = [
  'number',
  'numbers',
  'tn',
  'did',
  'ani',
  'telephonenumber',
  'phonenumber',
  'phone',
  'from',
  'first',
  'start',
];
const lastNames = ['to', 'last', 'end'];

const plain: Reader<'first' | 'last'> = (cells, name) => (name === 'first' ? (cells[0] ?? '') : '');

/** The reader of a header line, or null where the first line holds a number already. */
const headed = (cells: readonly string[]): Reader<'first' | 'last'> | null => {
  if (/\d/.test(cells[0] ?? '')) return null;
  const ranged = cells.some((cell) => lastNames.includes(cell.toLowerCase()));
  if (ranged) return readerOf(cells, { first: numberNames, last: lastNames });
  const first = readerOf(cells, { first: numberNames });
  return (row, name) => (name === 'first' ? first(row, name) : '');
};

// a phone without service calls 911 under 911 and the last seven digits of its serial number
const isCallBack = ({ firstNumber, lastNumber }: Block): boolean =>
  isNorthAmerican(firstNumber) && firstNumber <= 19_119_999_999 && lastNumber >= 19_110_000_000;

/**
 * A list of numbers, ranges and prefixes, one a line, with or without a header; more columns are not looked at. Any spelling of a
 * number is taken, for lists of others have all of them. `callBack`: whether 911 call-back numbers may stand in it.
 */
export const readNumbers = async (
  body: AsyncIterable<Uint8Array>,
  callBack: 'taken' | 'refused',
): Promise<ReadList> => {
  const blocks: Block[] = [];
  const refused: { line: number; reason: string }[] = [];
  let lines = 0;
  let cell: Reader<'first' | 'last'> | null = null;
  for await (const { line, cells } of commaRows(body)) {
    if ((cells[0] ?? '').startsWith('#')) continue;
    if (cell === null) {
      const reader = headed(cells);
      cell = reader ?? plain;
      if (reader !== null) continue;
    }
    lines += 1;
    const last = cell(cells, 'last');
    const block = blockIn(last === '' ? cell(cells, 'first') : `${cell(cells, 'first')}..${last}`);
    if ('wrong' in block) refused.push({ line, reason: block.wrong });
    else if (callBack === 'refused' && isCallBack(block))
      refused.push({ line, reason: 'is a 911 call-back number: no list may stop it' });
    else blocks.push(block);
  }
  return { versionOn: null, blocks, lines, refused };
};
