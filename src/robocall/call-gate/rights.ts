import { int8At } from '../numbers/blocks.ts';
import { rightBasis } from '../numbers/record.ts';

/** On what a right rests, in the order of the code that the database sends. */
export const bases = rightBasis.options;

export type Right = {
  readonly id: string;
  readonly basis: (typeof bases)[number];
  readonly verified: boolean;
  /** Epoch ms; from here on it no longer holds; Infinity while nothing ends it. */
  readonly until: number;
};

/** The numbers that one account may show, sorted, in typed arrays: about 50 bytes a block. */
export type Rights = {
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly from: Float64Array;
  readonly until: Float64Array;
  /** index into `bases`, 128 more when a person verified it */
  readonly marks: Uint8Array;
  readonly ids: Uint8Array;
};

const width = 49;

/** Rights from the bytes that `load.ts` asks for: first, last, from, until (int8), mark (1 byte), id (16), a block after the other. */
export const rightsFrom = (bytes: Buffer | null): Rights => {
  const n = bytes === null ? 0 : bytes.length / width;
  const doubles = new Float64Array(n * 4);
  const rights: Rights = {
    first: doubles.subarray(0, n),
    last: doubles.subarray(n, 2 * n),
    from: doubles.subarray(2 * n, 3 * n),
    until: doubles.subarray(3 * n),
    marks: new Uint8Array(n),
    ids: new Uint8Array(n * 16),
  };
  if (bytes === null) return rights;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0, at = 0; i < n; i += 1, at += width) {
    rights.first[i] = int8At(view, at);
    rights.last[i] = int8At(view, at + 8);
    rights.from[i] = int8At(view, at + 16);
    const until = int8At(view, at + 24);
    rights.until[i] = until === -1 ? Number.POSITIVE_INFINITY : until;
    rights.marks[i] = view.getUint8(at + 32);
    rights.ids.set(bytes.subarray(at + 33, at + width), i * 16);
  }
  return rights;
};

const uuidAt = (ids: Uint8Array, i: number): string => {
  const hex = Buffer.from(ids.buffer, ids.byteOffset + i * 16, 16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const rightAt = (rights: Rights, i: number): Right => {
  const mark = rights.marks[i] ?? 0;
  return {
    id: uuidAt(rights.ids, i),
    basis: bases[mark & 127] ?? 'letter',
    verified: mark > 127,
    until: rights.until[i] ?? 0,
  };
};

/**
 * The right to show a number at an instant (epoch ms), or null. Blocks are sorted by their first number; those that hold at one
 * instant never overlap (the database sees to it), but past and future ones may, so neighbours below are looked at too.
 */
export const rightTo = (rights: Rights, number: number, at: number): Right | null => {
  const { first, last, from, until } = rights;
  let low = 0;
  let high = first.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((first[middle] ?? 0) <= number) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0; i -= 1) {
    if ((last[i] ?? 0) >= number && (from[i] ?? 0) <= at && at < (until[i] ?? 0)) return rightAt(rights, i);
    // a block that holds now and ends below the number: nothing further down can reach it
    if ((from[i] ?? 0) <= at && at < (until[i] ?? 0)) return null;
  }
  return null;
};
