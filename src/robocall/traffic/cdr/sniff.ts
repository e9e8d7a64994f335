import { asteriskFits } from './asterisk-cdr.ts';
import { cellsOf } from './csv.ts';
import { freeswitchFits } from './freeswitch-csv.ts';

/** What a file's first lines tell of its format, and by what. */
export type Sniffed = { readonly name: string; readonly why: string };

/** What one line tells of its format; `cells` are empty when it is no table with commas. */
type Sign = (line: string, cells: readonly string[]) => string | null;

const rows: readonly Sign[] = [(_, cells) => asteriskFits(cells), (line) => freeswitchFits(line)];

/** The format that the first lines of a file are of; null when none is. */
export const sniff = (lines: readonly string[]): Sniffed | null => {
  for (const given of lines.slice(0, 50)) {
    const line = given.trimEnd();
    const cells = cellsOf(line, ',');
    const read = typeof cells === 'string' ? [] : cells;
    for (const sign of rows) {
      const name = sign(line, read);
      if (name !== null) return { name, why: `${read.length} columns and what stands in them` };
    }
  }
  return null;
};
