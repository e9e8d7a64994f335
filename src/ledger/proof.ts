import { type Frontier, type Hash, nodeHash } from './merkle.ts';

/**
 * Reads stored rows: the hashes of `count` complete subtrees of 2^level leaves, from the `from`-th of its level on.
 * Asked for levels 0, 8, 16 and 24 only, at most 128 hashes at a time, never past the complete ones.
 */
export type ReadHashes = (level: number, from: number, count: number) => Promise<readonly Hash[]>;

const STORED_STEP = 8;
const HIGHEST_STORED = 24;

/** The hashes that prove entry `index` stands in the tree of `size` leaves: RFC 6962 section 2.1.1. */
export const inclusionProof = async (read: ReadHashes, index: number, size: number): Promise<Hash[]> => {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new Error(`a tree of ${size} leaves has no leaf ${index}`);
  }
  const proof: Hash[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from);
    if (index < middle) {
      proof.push(await rangeRoot(read, middle, to));
      to = middle;
    } else {
      proof.push(await rangeRoot(read, from, middle));
      from = middle;
    }
  }
  return proof.reverse();
};

/** The hashes that prove the tree of `first` leaves is the beginning of that of `second`: RFC 6962 section 2.1.2. */
export const consistencyProof = async (read: ReadHashes, first: number, second: number): Promise<Hash[]> => {
  if (!Number.isSafeInteger(first) || first < 0 || first > second) {
    throw new Error(`a tree of ${first} leaves is not the beginning of one of ${second}`);
  }
  if (first === 0) return [];
  const proof: Hash[] = [];
  let from = 0;
  let to = second;
  while (first < to) {
    const middle = from + largestPowerBelow(to - from);
    if (first <= middle) {
      proof.push(await rangeRoot(read, middle, to));
      to = middle;
    } else {
      proof.push(await rangeRoot(read, from, middle));
      from = middle;
    }
  }
  // the verifier holds the first tree's root; it needs this subtree only where that is a part of it
  if (from > 0) proof.push(await rangeRoot(read, from, to));
  return proof.reverse();
};

/** The frontier of the first `size` leaves, from stored rows. */
export const frontierAt = async (read: ReadHashes, size: number): Promise<Frontier> => {
  const hashes: Hash[] = [];
  let from = 0;
  while (from < size) {
    const width = largestPowerUpTo(size - from);
    hashes.push(await rangeRoot(read, from, from + width));
    from += width;
  }
  return { size, hashes };
};

const largestPowerUpTo = (n: number): number => {
  let power = 1;
  while (power * 2 <= n) power *= 2;
  return power;
};

const largestPowerBelow = (n: number): number => largestPowerUpTo(n - 1);

/** Root over leaves `from` to `to`, where `from` is a multiple of the smallest power of two that holds the range. */
const rangeRoot = async (read: ReadHashes, from: number, to: number): Promise<Hash> => {
  const width = to - from;
  const power = largestPowerUpTo(width);
  if (power === width) return subtreeRoot(read, Math.log2(width), from / width);
  const left = await rangeRoot(read, from, from + power);
  return nodeHash(left, await rangeRoot(read, from + power, to));
};

const subtreeRoot = async (read: ReadHashes, level: number, index: number): Promise<Hash> => {
  const stored = Math.min(level - (level % STORED_STEP), HIGHEST_STORED);
  const count = 2 ** (level - stored);
  const hashes = await read(stored, index * count, count);
  if (hashes.length !== count) {
    throw new Error(
      `${count} hashes of level ${stored} from ${index * count} on were asked for, ${hashes.length} came`,
    );
  }
  return fold(hashes);
};

const fold = (hashes: readonly Hash[]): Hash => {
  let row = hashes;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(row[i] ?? missing(), row[i + 1] ?? missing()));
    row = above;
  }
  return row[0] ?? missing();
};

const missing = (): never => {
  throw new Error('a hash is missing from a row of hashes');
};
