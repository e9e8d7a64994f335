import { isUtf8 } from 'node:buffer';
import { canonical } from './canonical.ts';
import { leafHex } from './verify-entry.ts';

/** A line that may stand after the header, looked at closely, or what is wrong with it. */
export type Line =
  | { readonly is: 'entry'; readonly leaf: string; readonly demo: boolean }
  | { readonly is: 'checkpoint'; readonly note: string }
  | { readonly is: 'wrong'; readonly why: string };

/** The fields of a line that is one JSON object, with the text itself. */
export type Fields = { readonly [name: string]: unknown };
export type ObjectLine =
  | { readonly is: 'object'; readonly fields: Fields; readonly text: string }
  | { readonly is: 'wrong'; readonly why: string };

const leafForm = /^[0-9a-f]{64}$/;

const wrong = (why: string) => ({ is: 'wrong', why }) as const;

/** Reads a line as the `index`-th entry or as a checkpoint; says what is wrong in the order index, form, leaf. */
export const readLine = (bytes: Uint8Array, index: number): Line => {
  const line = readObject(bytes);
  if (line.is === 'wrong') return line;
  if (line.fields.kind === 'entry') return readEntry(line.fields, line.text, index);
  if (line.fields.kind === 'checkpoint') return readCheckpointLine(line.fields, line.text);
  if (line.fields.kind === 'header') return wrong('is a second header');
  return wrong('is neither an entry nor a checkpoint');
};

/** Reads a line as one JSON object. */
export const readObject = (bytes: Uint8Array): ObjectLine => {
  if (bytes.length === 0) return wrong('is empty');
  if (!isUtf8(bytes)) return wrong('is not valid UTF-8');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (text.startsWith('\ufeff')) return wrong('begins with a byte order mark');
  if (text.endsWith('\r')) return wrong('ends in a carriage return; lines end in a newline alone');
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? { is: 'object', fields: value, text } : wrong('is not a JSON object');
  } catch {
    return wrong('is not JSON, or is cut off');
  }
};

/** Whether a value is a JSON object and no list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with the names of the fields: one that is unknown or one that is missing; null when nothing. */
export const namesFlaw = (fields: Fields, needed: readonly string[], allowed: readonly string[]): string | null => {
  const missing = needed.find((name) => !Object.hasOwn(fields, name));
  if (missing !== undefined) return `lacks the field ${missing}`;
  const unknown = Object.keys(fields).find((name) => !needed.includes(name) && !allowed.includes(name));
  return unknown === undefined ? null : `has an unknown field ${JSON.stringify(unknown)}`;
};

/** Whether the text says the fields once each and without white space; a writer may escape what is not ASCII. */
export const isCompact = (text: string, fields: Fields): boolean => {
  const plain = JSON.stringify(fields);
  return text === plain || text === escaped(plain);
};

const escaped = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const readEntry = (fields: Fields, text: string, index: number): Line => {
  if (fields.index !== index) {
    const found = 'index' in fields ? canonicalOrNull(fields.index) : 'none';
    return wrong(`has index ${found ?? 'of another kind'} where ${index} is due`);
  }
  const flaw = namesFlaw(fields, ['kind', 'index', 'leaf', 'entry'], []);
  if (flaw !== null) return wrong(flaw);
  const { leaf, entry } = fields;
  if (typeof leaf !== 'string' || !leafForm.test(leaf))
    return wrong('has a leaf that is not 64 small hexadecimal digits');
  if (!isFields(entry)) return wrong('has an entry that is not a JSON object');
  const body = canonicalOrNull(entry);
  if (body === null || text !== rewritten(fields, body)) return wrong('is not written in canonical form');
  if (leafHex(body) !== leaf) return wrong('has a leaf that is not the hash of its entry');
  return { is: 'entry', leaf, demo: entry.demo === true };
};

// canonical() throws for what a file can hold and RFC 8785 cannot: lone surrogates, nesting without end
const canonicalOrNull = (value: unknown): string | null => {
  try {
    return canonical(value);
  } catch {
    return null;
  }
};

const rewritten = (fields: Fields, body: string): string => {
  const parts = Object.entries(fields).map(
    ([name, value]) => `${JSON.stringify(name)}:${name === 'entry' ? body : JSON.stringify(value)}`,
  );
  return `{${parts.join(',')}}`;
};

const readCheckpointLine = (fields: Fields, text: string): Line => {
  const flaw = namesFlaw(fields, ['kind', 'note'], []);
  if (flaw !== null) return wrong(flaw);
  if (typeof fields.note !== 'string') return wrong('has a note that is not a text');
  if (!isCompact(text, fields)) return wrong('is not written without white space, each field once');
  return { is: 'checkpoint', note: fields.note };
};
