import { randomInt } from 'node:crypto';

const remembered = 50_000;
// a power of two, so that more than half of it stays empty
const slots = 131_072;

type Remembered = { readonly marks: Float64Array; readonly instants: Float64Array; count: number };

const nothing = (): Remembered => ({ marks: new Float64Array(slots), instants: new Float64Array(slots), count: 0 });

/** 53 bits of a key, never 0; who writes the keys does not know the seed. */
const markOf = (key: string, seed: number): number => {
  let a = seed;
  let b = ~seed;
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b ^ code, 0x2c1b3c6d);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 2_097_152 + (b >>> 11) + 1;
};

/** Where a mark stands, or the empty place for it. */
const placeOf = ({ marks }: Remembered, mark: number): number => {
  let at = mark % slots;
  while (marks[at] !== 0 && marks[at] !== mark) at = (at + 1) % slots;
  return at;
};

const holds = (of: Remembered, mark: number, instants: number): boolean => {
  const at = placeOf(of, mark);
  return of.marks[at] === mark && of.instants[at] === instants;
};

/**
 * Whether a call of this key and these instants was told before, among the last hundred thousand or fewer. Marks are kept and no texts:
 * each would hold the part of the file that it is cut from.
 */
export const doubleWatch = (): ((key: string, instants: number) => boolean) => {
  const seed = randomInt(2 ** 32);
  let recent = nothing();
  let older = nothing();
  return (key, instants) => {
    const mark = markOf(key, seed);
    if (holds(recent, mark, instants) || holds(older, mark, instants)) return true;
    if (recent.count >= remembered) {
      const emptied = older;
      emptied.marks.fill(0);
      emptied.count = 0;
      older = recent;
      recent = emptied;
    }
    const at = placeOf(recent, mark);
    if (recent.marks[at] === 0) recent.count += 1;
    recent.marks[at] = mark;
    recent.instants[at] = instants;
    return false;
  };
};
