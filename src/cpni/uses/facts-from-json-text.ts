import { parseInstant } from '../../kernel/time.ts';
import { carrierFromJson, questionOf, type ReadQuestion, subscribesFromJson, useFromJson } from './facts-from-json.ts';
import { eventsFromText } from './facts-from-json-events-text.ts';
import { giveUp, isNext, type Scan, scanString } from './facts-from-json-scan.ts';
import { onceByText } from './tool-once.ts';

// JSON.parse of a whole line costs more than the decision. Lines of a stream mostly repeat their carrier, customer and use
// letter by letter, so those are read once a text. The line is cut at its keys: where each piece between them is a JSON
// value by itself, the whole is the object with these six fields and no other. Anything else goes the plain way.

const carrierIn = onceByText(carrierFromJson);
const subscribesIn = onceByText(subscribesFromJson);
const useIn = onceByText(useFromJson);

const space = 32;
const comma = 44;

/** Where the value ends that the comma before `next` closes, or -1. */
const endBefore = (text: string, next: number): number => {
  const end = text.charCodeAt(next - 1) === space ? next - 2 : next - 1;
  return text.charCodeAt(end) === comma ? end : -1;
};

const keys = ['"at":', '"carrier":', '"customer":', '"use":', '"events":'] as const;
const opening = '{"id":';

/** The texts of the six values of a line that has its keys in the contract's order, or null. */
const piecesOf = (text: string): readonly string[] | null => {
  // An escape could hide a quote: a line with one is read the plain way.
  if (!text.startsWith(opening) || text.includes('\\')) return null;
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
  if (end < from || !/^[ \t\r]*$/.test(text.slice(end + 1))) return null;
  pieces.push(text.slice(from, end));
  return pieces;
};

/** A string's text, after one blank at most. */
const stringIn = (text: string): string => {
  const scan: Scan = { text, at: 0 };
  isNext(scan, ' ');
  const found = scanString(scan);
  return scan.at === text.length ? found : giveUp();
};

/**
 * The facts of a line in the contract's order of keys, or null when the line must be read the plain way: another order, or
 * anything wrong with it. Gives what `factsFromJson` gives of the same line.
 */
export const factsFromText = (text: string): ReadQuestion | null => {
  const pieces = piecesOf(text);
  if (pieces === null) return null;
  const [idText = '', atText = '', carrierText = '', customerText = '', useText = '', eventsText = ''] = pieces;
  try {
    const id = stringIn(idText);
    const at = parseInstant(stringIn(atText));
    if (at === null) return null;
    const carried = carrierIn(carrierText);
    const subscribes = subscribesIn(customerText);
    const use = useIn(useText);
    return {
      id,
      question: questionOf(at, carried, subscribes, use, eventsFromText(eventsText, carried.zone)),
      zone: carried.zone,
    };
  } catch {
    // The plain way says what is wrong.
    return null;
  }
};
