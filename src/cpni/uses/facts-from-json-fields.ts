import { refuse } from '../../kernel/problem.ts';
import { parseInstant } from '../../kernel/time.ts';

// Reads fields of parsed JSON by hand: a schema library costs more than the whole decision. Every reader gives the value or
// throws a Problem that names the field and the fix. `at` is the path of the object in messages, '' for the line itself.

export type Fields = Readonly<Record<string, unknown>>;

/** Whether a parsed value is a JSON object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pathOf = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);

const longest = 40;

const shown = (value: unknown): string => {
  const text =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
  if (text === '') return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
  return JSON.stringify(text.length > longest ? `${text.slice(0, longest)}…` : text);
};

/** Refuses a field's value; a missing field is said to be missing. */
export const wrong = (value: unknown, at: string, name: string, wanted: string): never =>
  value === undefined
    ? refuse('invalid-input', `${pathOf(at, name)} is missing`, `give ${wanted}`)
    : refuse('invalid-input', `${pathOf(at, name)} is ${shown(value)}`, `give ${wanted}`);

/** The object under a name. */
export const fieldsOf = (value: unknown, at: string, name: string): Fields =>
  isFields(value) ? value : wrong(value, at, name, 'an object');

const unknownField = (fields: Fields, names: readonly string[], at: string): never => {
  const missing = names.find((name) => !Object.hasOwn(fields, name));
  if (missing !== undefined)
    return wrong(undefined, at, missing, 'every field shown in the contract, null where it does not apply');
  const extra = Object.keys(fields).find((name) => !names.includes(name)) ?? '';
  return refuse(
    'invalid-input',
    `${pathOf(at, extra)} is not a known field`,
    `leave it out; known are ${names.join(', ')}`,
  );
};

/** Refuses an object that has fewer or more fields than these. Readers of the fields notice which is missing. */
export const onlyFields = (fields: Fields, names: readonly string[], at: string): void => {
  let count = 0;
  for (const _ in fields) count += 1;
  if (count !== names.length) unknownField(fields, names, at);
};

/** A value that must be one of a vocabulary's words. */
export type Words<Word extends string> = { readonly of: ReadonlyMap<unknown, Word>; readonly list: string };

/** A vocabulary made ready for reading. */
export const wordsOf = <Word extends string>(words: readonly Word[]): Words<Word> => ({
  of: new Map(words.map((word) => [word, word])),
  list: `one of ${words.join(', ')}`,
});

export const word = <Word extends string>(words: Words<Word>, value: unknown, at: string, name: string): Word =>
  words.of.get(value) ?? wrong(value, at, name, words.list);

export const list = (value: unknown, at: string, name: string): readonly unknown[] =>
  Array.isArray(value) ? value : wrong(value, at, name, 'a list');

/** A list of words of a vocabulary. */
export const wordList = <Word extends string>(
  words: Words<Word>,
  value: unknown,
  at: string,
  name: string,
): readonly Word[] => {
  const found: Word[] = [];
  for (const entry of list(value, at, name)) found.push(word(words, entry, at, name));
  return found;
};

/** A list of words as the bits of a mask. */
export const mask = (bits: ReadonlyMap<unknown, number>, value: unknown, at: string, name: string): number => {
  let found = 0;
  for (const entry of list(value, at, name))
    found |= bits.get(entry) ?? wrong(entry, at, name, `only ${[...bits.keys()].join(', ')}`);
  return found;
};

export const string = (value: unknown, at: string, name: string): string =>
  typeof value === 'string' ? value : wrong(value, at, name, 'a string');

export const stringOrNull = (value: unknown, at: string, name: string): string | null =>
  value === null || typeof value === 'string' ? value : wrong(value, at, name, 'a string or null');

export const truth = (value: unknown, at: string, name: string): boolean =>
  typeof value === 'boolean' ? value : wrong(value, at, name, 'true or false');

const wantedInstant = 'an RFC 3339 instant with seconds and offset, such as 2026-12-21T09:00:00-05:00';

/** Epoch ms of an RFC 3339 text. */
export const instant = (value: unknown, at: string, name: string): number =>
  (typeof value === 'string' ? parseInstant(value) : null) ?? wrong(value, at, name, wantedInstant);
