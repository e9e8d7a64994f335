/** A block of numbers, both ends included. */
export type Block = { readonly firstNumber: number; readonly lastNumber: number };

/** An immutable set of numbers as sorted blocks that neither touch nor overlap: sixteen bytes a block. */
export type Blocks = {
  has(number: number): boolean;
  /** First and last numbers, at the same place. */
  readonly firsts: Float64Array;
  readonly lasts: Float64Array;
  /** How many numbers they hold. */
  readonly numbers: number;
};

const frozen = (firsts: Float64Array, lasts: Float64Array): Blocks => {
  let numbers = 0;
  for (let i = 0; i < firsts.length; i += 1) numbers += (lasts[i] ?? 0) - (firsts[i] ?? 0) + 1;
  const has = (number: number): boolean => {
    let low = 0;
    let high = firsts.length;
    // the first block that begins after the number
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((firsts[middle] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return low > 0 && number <= (lasts[low - 1] ?? 0);
  };
  return { has, firsts, lasts, numbers };
};

/** Joins sorted blocks that overlap or touch; both arrays are written over. */
const joined = (firsts: Float64Array, lasts: Float64Array): Blocks => {
  let end = 0;
  for (let i = 0; i < firsts.length; i += 1) {
    const first = firsts[i] ?? 0;
    const last = lasts[i] ?? 0;
    if (end > 0 && first <= (lasts[end - 1] ?? 0) + 1) lasts[end - 1] = Math.max(lasts[end - 1] ?? 0, last);
    else {
      firsts[end] = first;
      lasts[end] = last;
      end += 1;
    }
  }
  return frozen(firsts.slice(0, end), lasts.slice(0, end));
};

const isSorted = (firsts: Float64Array): boolean => {
  for (let i = 1; i < firsts.length; i += 1) if ((firsts[i - 1] ?? 0) > (firsts[i] ?? 0)) return false;
  return true;
};

const from = (firsts: Float64Array, lasts: Float64Array): Blocks => {
  if (isSorted(firsts)) return joined(firsts, lasts);
  const order = Uint32Array.from(firsts, (_, i) => i).sort((a, b) => (firsts[a] ?? 0) - (firsts[b] ?? 0));
  return joined(
    Float64Array.from(order, (i) => firsts[i] ?? 0),
    Float64Array.from(order, (i) => lasts[i] ?? 0),
  );
};

/** A set of the numbers of blocks in any order; those that overlap or touch become one. */
export const blocksOf = (blocks: readonly Block[]): Blocks =>
  from(
    Float64Array.from(blocks, ({ firstNumber }) => firstNumber),
    Float64Array.from(blocks, ({ lastNumber }) => lastNumber),
  );

const bytesEach = 16;

/** An int8 of PostgreSQL's binary form as a number: two halves, for a bigint each would cost more than all the rest. */
export const int8At = (view: DataView, at: number): number =>
  view.getInt32(at) * 4_294_967_296 + view.getUint32(at + 4);

/**
 * The same from the bytes of PostgreSQL's `string_agg(int8send(first_number) || int8send(last_number), '')`: a million blocks
 * come as one value of 16 MB, not as a million rows.
 */
export const blocksFromBytes = (bytes: Uint8Array): Blocks => {
  const count = bytes.byteLength / bytesEach;
  if (!Number.isInteger(count)) throw new Error(`${bytes.byteLength} bytes are no pairs of int8`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const firsts = new Float64Array(count);
  const lasts = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    firsts[i] = int8At(view, i * bytesEach);
    lasts[i] = int8At(view, i * bytesEach + 8);
  }
  return from(firsts, lasts);
};

/** The numbers of one set that are in none of the other, as blocks in order. */
export const subtract = (from: Blocks, taken: Blocks): readonly Block[] => {
  const left: Block[] = [];
  let next = 0;
  for (let i = 0; i < from.firsts.length; i += 1) {
    let first = from.firsts[i] ?? 0;
    const last = from.lasts[i] ?? 0;
    while (next < taken.firsts.length && (taken.lasts[next] ?? 0) < first) next += 1;
    for (let k = next; k < taken.firsts.length && (taken.firsts[k] ?? 0) <= last; k += 1) {
      const gap = (taken.firsts[k] ?? 0) - 1;
      if (gap >= first) left.push({ firstNumber: first, lastNumber: gap });
      first = (taken.lasts[k] ?? 0) + 1;
    }
    if (first <= last) left.push({ firstNumber: first, lastNumber: last });
  }
  return left;
};
