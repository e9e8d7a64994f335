import type { Reader, Sink } from './format.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field as text: numbers and words as they are written, nothing for null and for what has parts. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const longestDocument = 16_777_216;

/** The records of a document: itself, the elements of an array, or of the page that holds them. */
const recordsIn = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return [value];
  for (const name of ['data', 'calls', 'records']) {
    const held = value[name];
    if (Array.isArray(held)) return held;
  }
  return [value];
};

/** How deep a text ends, from the depth it begins in; strings are not counted. */
const depthAfter = (
  text: string,
  before: { depth: number; inString: boolean },
): { depth: number; inString: boolean } => {
  let { depth, inString } = before;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text.charCodeAt(at);
    if (inString) {
      if (mark === 92) at += 1;
      else if (mark === 34) inString = false;
    } else if (mark === 34) inString = true;
    else if (mark === 123 || mark === 91) depth += 1;
    else if (mark === 125 || mark === 93) depth -= 1;
  }
  return { depth, inString };
};

const unwrapped = (line: string): string => {
  if (!line.startsWith('cdr=')) return line;
  try {
    return decodeURIComponent(line.slice(4).replaceAll('+', ' '));
  } catch {
    return line;
  }
};

/**
 * Reads JSON documents one after the other, a line each or over several lines, and gives their records. A document that is cut off
 * costs its own lines only: the next line that is a document by itself begins anew.
 */
export const documentReader = (record: (value: Fields, row: number) => void, sink: Sink): Reader => {
  let waiting: string[] = [];
  let from = 0;
  let size = 0;
  let state = { depth: 0, inString: false };

  const tell = (value: unknown, row: number): void => {
    const records = recordsIn(value);
    if (records.length === 0) sink.aside(row, 'empty page');
    for (const one of records) {
      if (isFields(one)) record(one, row);
      else sink.bad(row, 'it is no JSON object');
    }
  };

  const giveUp = (why: string): void => {
    if (waiting.length > 0) sink.bad(from, why);
    waiting = [];
    size = 0;
    state = { depth: 0, inString: false };
  };

  return {
    take: (given, number) => {
      const line = unwrapped(given.trim());
      if (line === '') return;
      const alone = line.startsWith('{') && line.endsWith('}') ? parsed(line) : undefined;
      // inside a document that is written over several lines its parts may be whole lines too
      if (alone !== undefined && (waiting.length === 0 || !given.startsWith(' '))) {
        giveUp('the document is cut off');
        tell(alone, number);
        return;
      }
      if (waiting.length === 0) from = number;
      waiting.push(line);
      size += line.length;
      state = depthAfter(line, state);
      if (size > longestDocument) giveUp(`the document is longer than ${longestDocument} characters`);
      if (state.depth > 0) return;
      const value = parsed(waiting.join('\n'));
      if (value === undefined) {
        giveUp('it is no JSON');
        return;
      }
      waiting = [];
      giveUp('');
      tell(value, from);
    },
    close: () => giveUp('the document is cut off'),
  };
};
