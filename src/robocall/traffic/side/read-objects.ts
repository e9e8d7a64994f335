import { linesIn } from '../../../kernel/lines.ts';
import { type Fields, isFields } from '../cdr/documents.ts';

/** Told of each line that cannot be used: the file's name as the user gave it, the line from 1, and why. */
export type Complain = (line: string) => void;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads a stream of one JSON object a line into what `read` makes of each. A line that is none, or that `read` answers with a
 * sentence, is told with its number and reason and counted; the others are kept. Empty lines are nothing.
 */
export const readObjects = async <T extends object>(
  name: string,
  input: AsyncIterable<Uint8Array>,
  read: (fields: Fields) => T | string,
  complain: Complain,
): Promise<{ readonly items: readonly T[]; readonly bad: number }> => {
  const items: T[] = [];
  let line = 0;
  let bad = 0;
  for await (const texts of linesIn(input)) {
    for (const text of texts) {
      line += 1;
      if (text?.trim() === '') continue;
      const fields = text === null ? undefined : parsed(text);
      const made = isFields(fields) ? read(fields) : 'the line is no JSON object: write one a line';
      if (typeof made !== 'string') {
        items.push(made);
        continue;
      }
      bad += 1;
      complain(`${name}:${line}: ${made}`);
    }
  }
  return { items, bad };
};

/** The text of a field, or null where it is missing, empty or no text. */
export const textIn = (fields: Fields, name: string): string | null => {
  const value = fields[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
};

/** The number of a field, or null where it is missing or none. */
export const numberIn = (fields: Fields, name: string): number | null => {
  const value = fields[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
};
