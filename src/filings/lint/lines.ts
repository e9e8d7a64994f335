import { closedUp, dropped, type MappedText } from './mapped-text.ts';
import { readCharacters } from './read-characters.ts';

/** One printed line with something on it. */
export type Line = {
  readonly words: MappedText;
  /** 1-based in the raw file. */
  readonly number: number;
  /** Blank lines between this line and the one before. */
  readonly gap: number;
  readonly marker: 'bullet' | 'number' | 'row' | 'none';
  /** Written as a heading by its markdown: hash marks, bold from end to end, or the head of a table. */
  readonly marked: boolean;
};

const bullet = /^\s*(?:[-*+•·▪◦‣●○■–]|\\-)\s+(?=\S)/;
const row = /^\s*\|/;
const numbering =
  /^\s*(?:\(?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,2})\)|(?:\d{1,2}|[A-Z]|[IVX]{1,5})\.(?:\d{1,2}\.?)*)\s+(?=\S)/;
const hashes = /^\s*(?:>\s*)*#{1,6}\s+/;
const pageNumber = /^\W*(?:page\s+)?(?:\d{1,3}|[ivx]{1,5})(?:\s*(?:of|\/)\s*\d{1,3})?\W*$/i;
/** The rule under the head of a table. */
const underHead = /^\s*\|\s*:?-[\s\-:|]*$/;
const rule = /^[\s\-=*~.|:+]{3,}$/;

const isFurniture = (raw: string): boolean =>
  (pageNumber.test(raw) && (/page|of|^\s*-/i.test(raw) || /^\s*\d{1,3}\s*$/.test(raw))) ||
  (rule.test(raw) && !raw.includes('_'));

/** Wide-set letters, blanks around a hyphen and inside a citation close up, the way a reader closes them. */
const tidied = (words: MappedText): MappedText => {
  const steps: readonly [(mapped: MappedText, pattern: RegExp) => MappedText, RegExp][] = [
    [closedUp, /(?<![A-Za-z])(?:[A-Z] ){3,}[A-Z](?![A-Za-z])/g],
    [closedUp, /\bopt\s*-\s*(?:in|out)\b/gi],
    [closedUp, /\b\d{2}\.\s+\d{4}\b/g],
    [closedUp, /\b64\.\d{4,5}\s+\([a-z]\)/g],
    [dropped, /\s+$|^\s+|(?<=\s)\s+/g],
  ];
  return steps.reduce((mapped, [step, pattern]) => step(mapped, pattern), words);
};

/** A table's row as a sentence: the first cell names what the others say, "Phone: password or call back - two years". */
const readRow = (raw: string, start: number, end: number): MappedText => {
  let text = '';
  const origin: number[] = [];
  for (const cell of raw.slice(start, end).matchAll(/[^|\n]+/g)) {
    const words = tidied(readCharacters(raw, start + cell.index, start + cell.index + cell[0].length));
    if (words.text === '') continue;
    const between = text === '' ? '' : !text.includes(':') && origin.length < 60 ? ': ' : ' - ';
    text += between + words.text;
    for (let i = 0; i < between.length; i += 1) origin.push(start + cell.index - 1);
    for (const place of words.origin) origin.push(place);
  }
  return { text, origin };
};

const readLine = (raw: string, start: number, end: number, number: number, gap: number): Line => {
  const written = raw.slice(start, end);
  if (row.test(written)) return { words: readRow(raw, start, end), number, gap, marker: 'row', marked: false };
  const lead = (hashes.exec(written) ?? bullet.exec(written) ?? numbering.exec(written))?.[0].length ?? 0;
  const marker = hashes.test(written)
    ? 'none'
    : bullet.test(written)
      ? 'bullet'
      : numbering.test(written)
        ? 'number'
        : 'none';
  const marked =
    hashes.test(written) ||
    /^(?:\*\*|__)[^*]+(?:\*\*|__)[\s:]*$/.test(written.slice(bullet.exec(written)?.[0].length ?? 0).trim());
  const from = marker === 'number' ? start : start + lead;
  return { words: tidied(readCharacters(raw, from, end)), number, gap, marker, marked };
};

/** The lines of a raw filing that say something: no blank lines, page numbers or rules. */
export const readLines = (raw: string): readonly Line[] => {
  const lines: Line[] = [];
  let gap = 0;
  let start = 0;
  let number = 1;
  for (const written of raw.split(/(?<=[\n\f])/)) {
    const end = start + written.length;
    const head = lines.at(-1);
    if (underHead.test(written) && head?.marker === 'row') lines[lines.length - 1] = { ...head, marked: true };
    const line = isFurniture(written.trim()) ? null : readLine(raw, start, end, number, gap);
    if (line === null || line.words.text === '') gap += 1;
    else {
      lines.push(line);
      gap = 0;
    }
    if (written.endsWith('\n')) number += 1;
    start = end;
  }
  return lines;
};
