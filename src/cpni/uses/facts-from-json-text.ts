import { parseInstant } from '../../kernel/time.ts';
import { carrierFromJson, questionOf, type ReadQuestion, subscribesFromJson, useFromJson } from './facts-from-json.ts';

// JSON.parse of a whole line costs more than the decision. Lines of a stream mostly repeat their carrier, customer and use
// letter by letter, so those are read once a text. The line is cut at its keys: where each piece between them is a JSON
// value by itself, the whole is the object with these six fields and no other. Anything else goes the plain way.

const most = 512;
const longest = 2048;

/** Reads a text as JSON, and the same text only once. */
const once = <Value>(read: (value: unknown) => Value): ((text: string) => Value) => {
  const kept = new Map<string, Value>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const value = read(JSON.parse(text));
    if (kept.size >= most) kept.clear();
    // A cut of a chunk would keep the whole chunk alive: the key is a copy.
    if (text.length <= longest) kept.set(Buffer.from(text).toString(), value);
    return value;
  };
};

const carrierIn = once(carrierFromJson);
const subscribesIn = once(subscribesFromJson);
const useIn = once(useFromJson);

const space = 32;
const comma = 44;
const quote = 34;

/** Where the value ends that the comma before `next` closes, or -1. */
const endBefore = (text: string, next: number): number => {
  let end = next - 1;
  while (text.charCodeAt(end) === space) end -= 1;
  return text.charCodeAt(end) === comma ? end : -1;
};

const keys = ['"at":', '"carrier":', '"customer":', '"use":', '"events":'] as const;
const opening = '{"id":';

/** The texts of the six values of a line that has its keys in the contract's order, or null. */
const piecesOf = (text: string): readonly string[] | null => {
  if (!text.startsWith(opening)) return null;
  const pieces: string[] = [];
  let from = opening.length;
  for (const key of keys) {
    const next = text.indexOf(key, from);
    const end = endBefore(text, next);
    if (next < 0 || end < from) return null;
    pieces.push(text.slice(from, end));
    from = next + key.length;
  }
  const end = text.lastIndexOf('}');
  if (end < from || text.slice(end + 1).trim() !== '') return null;
  pieces.push(text.slice(from, end));
  return pieces;
};

/** A JSON string without escapes, or null. */
const plainString = (text: string): string | null => {
  const trimmed = text.charCodeAt(0) === space ? text.trim() : text;
  const last = trimmed.length - 1;
  return last > 0 && trimmed.charCodeAt(0) === quote && trimmed.indexOf('"', 1) === last && !trimmed.includes('\\')
    ? trimmed.slice(1, last)
    : null;
};

/**
 * The facts of a line in the contract's order of keys, or null when the line must be read the plain way: another order, or
 * anything wrong with it. Gives what `factsFromJson` gives of the same line.
 */
export const factsFromText = (text: string): ReadQuestion | null => {
  const pieces = piecesOf(text);
  if (pieces === null) return null;
  const [idText = '', atText = '', carrierText = '', customerText = '', useText = '', eventsText = ''] = pieces;
  const at = plainString(atText);
  const instant = at === null ? null : parseInstant(at);
  if (instant === null) return null;
  try {
    const id: unknown = JSON.parse(idText);
    if (typeof id !== 'string') return null;
    const carried = carrierIn(carrierText);
    const events: unknown = JSON.parse(eventsText);
    const question = questionOf(instant, carried, subscribesIn(customerText), useIn(useText), events);
    return { id, question, zone: carried.zone };
  } catch {
    // The plain way says what is wrong.
    return null;
  }
};
