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

/** A document written over so many lines is read anew from its second one when it does not end; a longer one is told as lost. */
const readAnew = 200;

/** An element of an array that is written a line each, or a document by itself; `[` and `,` around it are the array's. */
const elementIn = (line: string): string => line.replace(/^[[,]\s*(?=\{|$)/, '').replace(/(?<=\}|^)\s*[\],]$/, '');

/** Whether what stands before can be followed by a part of the same document. */
const goesOn = (line: string | undefined): boolean => line === undefined || /[[,:{]$/.test(line);

/**
 * Reads JSON documents one after the other, a line each or over several lines, in an array or not, and gives their records. A
 * document that is cut off costs its own lines only: a line that is a document by itself begins anew.
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

  const forget = (): readonly string[] => {
    const lines = waiting;
    waiting = [];
    size = 0;
    state = { depth: 0, inString: false };
    return lines;
  };

  const giveUp = (why: string): void => {
    const first = from;
    const lines = forget();
    if (lines.length === 0) return;
    sink.bad(first, lines.length > readAnew ? `${why}: ${lines.length} lines are lost` : why);
    if (lines.length > readAnew) return;
    for (const [at, line] of lines.slice(1).entries()) take(line, first + at + 1);
  };

  const wait = (line: string, number: number): void => {
    if (waiting.length === 0) from = number;
    waiting.push(line);
    size += line.length;
    state = depthAfter(line, state);
    if (size > longestDocument) giveUp(`the document is longer than ${longestDocument} characters`);
    if (waiting.length === 0 || state.depth > 0) return;
    const text = waiting.join('\n');
    const value = parsed(text) ?? parsed(elementIn(text));
    const row = from;
    if (value === undefined) giveUp('it is no JSON');
    else {
      forget();
      tell(value, row);
    }
  };

  const take = (given: string, number: number): void => {
    const line = unwrapped(given.trim());
    const element = waiting.length === 0 ? elementIn(line) : line;
    if (element === '') return;
    const alone = element.startsWith('{') && element.endsWith('}') ? parsed(element) : undefined;
    if (alone !== undefined && (waiting.length === 0 || (!/^\s/.test(given) && !goesOn(waiting.at(-1))))) {
      giveUp('the document is cut off');
      tell(alone, number);
    } else wait(line, number);
  };

  return { take, close: () => giveUp('the document is cut off') };
};
