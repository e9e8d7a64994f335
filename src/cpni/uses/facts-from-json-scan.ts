import { parseInstant } from '../../kernel/time.ts';
import type { Words } from './facts-from-json-fields.ts';

// Reads JSON text whose form is known beforehand, key by key, without making objects of it. Whatever is not as expected, an
// escape in a string included, is thrown as `unexpected`: the text is then read the plain way, which tells what is wrong.

/** A text and the place that is read next. */
export type Scan = { readonly text: string; at: number };

/** Thrown where a text is not in the expected form. Made once: its place means nothing. */
const unexpected = new Error('the text is not in the expected form');

const space = 32;
const quote = 34;
const comma = 44;
const colon = 58;
const backslash = 92;

/** Passes spaces; other blanks that JSON knows are unexpected. */
export const passSpaces = (scan: Scan): void => {
  while (scan.text.charCodeAt(scan.at) === space) scan.at += 1;
};

/** Passes one character, with spaces before and after it. */
const pass = (scan: Scan, code: number): void => {
  passSpaces(scan);
  if (scan.text.charCodeAt(scan.at) !== code) throw unexpected;
  scan.at += 1;
  passSpaces(scan);
};

/** Passes `{`, `}`, `[` or `]`. */
export const passMark = (scan: Scan, mark: '{' | '}' | '[' | ']'): void => pass(scan, mark.charCodeAt(0));

/** Passes a mark if it comes next. */
export const isNext = (scan: Scan, mark: ',' | ']'): boolean => {
  if (scan.text.charCodeAt(scan.at) !== mark.charCodeAt(0)) return false;
  pass(scan, mark.charCodeAt(0));
  return true;
};

/** A string without escapes. */
export const scanString = (scan: Scan): string => {
  const { text } = scan;
  const from = scan.at + 1;
  if (text.charCodeAt(scan.at) !== quote) throw unexpected;
  let end = from;
  for (let code = text.charCodeAt(end); code !== quote; code = text.charCodeAt(end)) {
    // Also ends a text that stops within the string: NaN is no code.
    if (!(code >= space) || code === backslash) throw unexpected;
    end += 1;
  }
  scan.at = end + 1;
  return text.slice(from, end);
};

/** Passes the comma before a key, the key, written with its quotes, and the colon after it. */
export const passKey = (scan: Scan, key: string): void => {
  pass(scan, comma);
  passFirstKey(scan, key);
};

/** Passes a key that no comma goes before. */
export const passFirstKey = (scan: Scan, key: string): void => {
  if (!scan.text.startsWith(key, scan.at)) throw unexpected;
  scan.at += key.length;
  pass(scan, colon);
};

/** The string under a key. */
export const stringAt = (scan: Scan, key: string): string => {
  passKey(scan, key);
  return scanString(scan);
};

/** The instant under a key, epoch ms. */
export const instantAt = (scan: Scan, key: string): number => {
  const at = parseInstant(stringAt(scan, key));
  if (at === null) throw unexpected;
  return at;
};

/** A vocabulary's word under a key. */
export const wordAt = <Word extends string>(scan: Scan, key: string, words: Words<Word>): Word => {
  const word = words.of.get(stringAt(scan, key));
  if (word === undefined) throw unexpected;
  return word;
};

/** Whether a literal such as `null` comes next; it is passed. */
export const isLiteral = (scan: Scan, literal: 'null' | 'true' | 'false'): boolean => {
  if (!scan.text.startsWith(literal, scan.at)) return false;
  scan.at += literal.length;
  return true;
};

const mostDigits = 9;

/** A whole number of few digits, without sign or leading zero. */
export const scanWhole = (scan: Scan): number => {
  const from = scan.at;
  let value = 0;
  for (let digit = scan.text.charCodeAt(from) - 48; digit >= 0 && digit <= 9; ) {
    value = value * 10 + digit;
    scan.at += 1;
    digit = scan.text.charCodeAt(scan.at) - 48;
  }
  const digits = scan.at - from;
  if (digits === 0 || digits > mostDigits || (digits > 1 && scan.text.charCodeAt(from) === 48)) throw unexpected;
  return value;
};

/** The text of an object that has no object and no escape in it. */
export const flatObject = (scan: Scan): string => {
  const end = scan.text.indexOf('}', scan.at);
  const text = scan.text.slice(scan.at, end + 1);
  if (end < 0 || !text.startsWith('{')) throw unexpected;
  scan.at = end + 1;
  return text;
};

/** Ends the reading of a form that this reader does not know. */
export const giveUp = (): never => {
  throw unexpected;
};

/** Whether nothing but spaces is left. */
export const isAtEnd = (scan: Scan): boolean => {
  passSpaces(scan);
  return scan.at === scan.text.length;
};
