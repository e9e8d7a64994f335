import { isUtf8 } from 'node:buffer';
import { deepestNesting } from './canonical.ts';

// A quick look at the bytes that spares parsing and writing again. It knows what nearly all entries consist of and says
// "not sure" to the rest (fractions, \u escapes, names beyond ASCII), which the caller then settles with `canonical`.

const NOT_SURE = -1;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const FIRST_PRINTABLE = 0x20;
const FIRST_BEYOND_ASCII = 0x80;
// integers of up to 15 digits are written by JavaScript as they stand
const MOST_DIGITS = 15;

/** Whether the bytes from `from` to `to` are an object in RFC 8785 form for certain; false may also mean "not sure". */
export const isSurelyCanonical = (bytes: Uint8Array, from: number, to: number): boolean =>
  bytes[from] === OPEN_OBJECT && objectEnd(bytes, from + 1, 1) === to;

const valueEnd = (bytes: Uint8Array, at: number, depth: number): number => {
  switch (bytes[at]) {
    case QUOTE:
      return stringEnd(bytes, at + 1);
    case OPEN_OBJECT:
      return depth < deepestNesting ? objectEnd(bytes, at + 1, depth + 1) : NOT_SURE;
    case OPEN_LIST:
      return depth < deepestNesting ? listEnd(bytes, at + 1, depth + 1) : NOT_SURE;
    case 0x74:
      return wordEnd(bytes, at, TRUE);
    case 0x66:
      return wordEnd(bytes, at, FALSE);
    case 0x6e:
      return wordEnd(bytes, at, NULL);
    default:
      return numberEnd(bytes, at);
  }
};

const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');
const NULL = Buffer.from('null');

const wordEnd = (bytes: Uint8Array, at: number, word: Uint8Array): number => {
  for (let i = 1; i < word.length; i += 1) if (bytes[at + i] !== word[i]) return NOT_SURE;
  return at + word.length;
};

const numberEnd = (bytes: Uint8Array, start: number): number => {
  let at = start;
  if (bytes[at] === MINUS) {
    at += 1;
    if (bytes[at] === ZERO) return NOT_SURE;
  }
  if (bytes[at] === ZERO) return at + 1;
  const first = at;
  while ((bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= NINE) at += 1;
  return at > first && at - first <= MOST_DIGITS ? at : NOT_SURE;
};

/** `at` is the byte after the opening quote. */
const stringEnd = (bytes: Uint8Array, start: number): number => {
  let at = start;
  let ascii = true;
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return ascii || isUtf8(bytes.subarray(start, at)) ? at + 1 : NOT_SURE;
    if (byte < FIRST_PRINTABLE) return NOT_SURE;
    if (byte === BACKSLASH) {
      if (!isShortEscape(bytes[at + 1])) return NOT_SURE;
      at += 1;
    } else if (byte >= FIRST_BEYOND_ASCII) ascii = false;
    at += 1;
  }
};

/** Names are compared as bytes, so only those are taken that sort alike as bytes and as UTF-16. */
const nameEnd = (bytes: Uint8Array, start: number): number => {
  let at = start;
  for (;;) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at + 1;
    if (byte < FIRST_PRINTABLE || byte === BACKSLASH || byte >= FIRST_BEYOND_ASCII) return NOT_SURE;
    at += 1;
  }
};

/** `\" \\ \b \f \n \r \t`: where RFC 8785 escapes, it uses these where they exist. `\/` is not among them. */
const isShortEscape = (byte: number | undefined): boolean =>
  byte === QUOTE ||
  byte === BACKSLASH ||
  byte === 0x62 ||
  byte === 0x66 ||
  byte === 0x6e ||
  byte === 0x72 ||
  byte === 0x74;

const listEnd = (bytes: Uint8Array, start: number, depth: number): number => {
  if (bytes[start] === CLOSE_LIST) return start + 1;
  let at = start;
  for (;;) {
    at = valueEnd(bytes, at, depth);
    if (at === NOT_SURE) return NOT_SURE;
    if (bytes[at] === CLOSE_LIST) return at + 1;
    if (bytes[at] !== COMMA) return NOT_SURE;
    at += 1;
  }
};

const objectEnd = (bytes: Uint8Array, start: number, depth: number): number => {
  if (bytes[start] === CLOSE_OBJECT) return start + 1;
  let at = start;
  let before = NOT_SURE;
  for (;;) {
    if (bytes[at] !== QUOTE) return NOT_SURE;
    const name = at + 1;
    at = nameEnd(bytes, name);
    if (at === NOT_SURE || bytes[at] !== COLON) return NOT_SURE;
    if (before !== NOT_SURE && !precedes(bytes, before, name)) return NOT_SURE;
    before = name;
    at = valueEnd(bytes, at + 1, depth);
    if (at === NOT_SURE) return NOT_SURE;
    if (bytes[at] === CLOSE_OBJECT) return at + 1;
    if (bytes[at] !== COMMA) return NOT_SURE;
    at += 1;
  }
};

/** Whether the name at `one` sorts strictly before the name at `other`; each ends at its quote. */
const precedes = (bytes: Uint8Array, one: number, other: number): boolean => {
  for (let i = 0; ; i += 1) {
    const a = bytes[one + i] ?? QUOTE;
    const b = bytes[other + i] ?? QUOTE;
    if (a === QUOTE) return b !== QUOTE;
    if (b === QUOTE) return false;
    if (a !== b) return a < b;
  }
};
