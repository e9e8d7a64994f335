import { parseInstant } from '../../kernel/time.ts';
import type { Words } from './facts-from-json-fields.ts';

// Reads JSON text whose form is known beforehand, key by key, without making objects of it. Two ways of writing are known:
// without blanks, and with one after each comma and colon. Whatever is not as expected is thrown as `unexpected`: the text
// is then read the plain way, which tells what is wrong. The text has no backslash in it: who calls has looked.

/** A text and the place that is read next. */
export type Scan = { readonly text: string; at: number };

/** Thrown where a text is not in the expected form. Made once: its place means nothing. */
const unexpected = new Error('the text is not in the expected form');

/** Ends the reading of a form that is not known. */
export const giveUp = (): never => {
  throw unexpected;
};

/** A key with what stands before it, in both ways of writing, up to its colon. */
export type Key = { readonly close: string; readonly wide: string };

/** A key that others go before. */
export const key = (name: string): Key => ({ close: `,"${name}":`, wide: `, "${name}":` });

/** The key that an object begins with: both ways are one. */
export const firstKey = (name: string): Key => ({ close: `{"${name}":`, wide: `{"${name}":` });

const quote = 34;
const space = 32;

/** Passes a key and one blank after its colon. */
export const pass = (scan: Scan, { close, wide }: Key): void => {
  if (scan.text.startsWith(close, scan.at)) scan.at += close.length;
  else if (scan.text.startsWith(wide, scan.at)) scan.at += wide.length;
  else throw unexpected;
  if (scan.text.charCodeAt(scan.at) === space) scan.at += 1;
};

/** Passes a text if it comes next. */
export const isNext = (scan: Scan, next: string): boolean => {
  if (!scan.text.startsWith(next, scan.at)) return false;
  scan.at += next.length;
  return true;
};

/** What stands in the quotes that come next; of a vocabulary or a time, which control characters cannot be part of. */
const scanQuoted = (scan: Scan): string => {
  const from = scan.at + 1;
  const end = scan.text.indexOf('"', from);
  if (end < 0 || scan.text.charCodeAt(scan.at) !== quote) throw unexpected;
  scan.at = end + 1;
  return scan.text.slice(from, end);
};

/** A string of any content. */
export const scanString = (scan: Scan): string => {
  const text = scanQuoted(scan);
  // JSON allows no control character within quotes.
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) < space) throw unexpected;
  return text;
};

/** The string under a key. */
export const stringAt = (scan: Scan, under: Key): string => {
  pass(scan, under);
  return scanString(scan);
};

/** The instant that comes next, epoch ms. */
export const scanInstant = (scan: Scan): number => parseInstant(scanQuoted(scan)) ?? giveUp();

/** A vocabulary's word under a key. */
export const wordAt = <Word extends string>(scan: Scan, under: Key, words: Words<Word>): Word => {
  pass(scan, under);
  return words.of.get(scanQuoted(scan)) ?? giveUp();
};

const zero = 48;
const mostDigits = 9;

/** A whole number of few digits, without sign or leading zero. */
export const scanWhole = (scan: Scan): number => {
  const from = scan.at;
  let value = 0;
  for (let digit = scan.text.charCodeAt(from) - zero; digit >= 0 && digit <= 9; ) {
    value = value * 10 + digit;
    scan.at += 1;
    digit = scan.text.charCodeAt(scan.at) - zero;
  }
  const digits = scan.at - from;
  if (digits === 0 || digits > mostDigits || (digits > 1 && scan.text.charCodeAt(from) === zero)) throw unexpected;
  return value;
};

/** The text of an object that has no object in it. */
export const flatObject = (scan: Scan): string => {
  const end = scan.text.indexOf('}', scan.at) + 1;
  if (end === 0 || scan.text.charCodeAt(scan.at) !== 123) throw unexpected;
  const text = scan.text.slice(scan.at, end);
  scan.at = end;
  return text;
};
