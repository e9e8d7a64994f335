import { emptyRoot, type Hash, nodeHash, sameHash } from './merkle.ts';

// Halving by division: the bit operators of JavaScript end at 2^31.
const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

/** Whether `proof` shows the leaf at `index` of the tree of `size` leaves with this root: RFC 9162 section 2.1.3.2. */
export const inclusionHolds = (
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean => {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let node = index;
  let last = size - 1;
  let reached = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      reached = nodeHash(sibling, reached);
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      reached = nodeHash(reached, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameHash(reached, root);
};

/** A tree head as a proof compares it. */
export type Head = { readonly size: number; readonly root: Hash };

/** Whether `proof` shows that the first tree is the beginning of the second: RFC 9162 section 2.1.4.2. */
export const consistencyHolds = (first: Head, second: Head, proof: readonly Hash[]): boolean => {
  if (!Number.isSafeInteger(first.size) || first.size < 0 || first.size > second.size) return false;
  if (first.size === 0) return proof.length === 0 && sameHash(first.root, emptyRoot());
  if (first.size === second.size) return proof.length === 0 && sameHash(first.root, second.root);
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof;
  const [start, ...rest] = path;
  return proof.length > 0 && start !== undefined && pathJoins(first, second, start, rest);
};

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n)) && 2 ** Math.log2(n) === n;

const pathJoins = (first: Head, second: Head, start: Hash, path: readonly Hash[]): boolean => {
  let node = first.size - 1;
  let last = second.size - 1;
  while (isOdd(node)) {
    node = half(node);
    last = half(last);
  }
  let before = start;
  let after = start;
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
      while (!isOdd(node) && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      after = nodeHash(after, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameHash(before, first.root) && sameHash(after, second.root);
};
