import { hash } from 'node:crypto';
import { isSurelyCanonical } from './canonical-bytes.ts';

const LEAF_HEX = 64;
const BEFORE_ENTRY = '","entry":';
const CLOSE_OBJECT = 0x7d;

let scratch = Buffer.alloc(64 * 1024);

/** RFC 6962 leaf hash, in hex, of the bytes from `from` to `to`. */
export const leafHex = (bytes: Uint8Array, from: number, to: number): string => {
  const length = 1 + to - from;
  if (scratch.length < length) scratch = Buffer.alloc(2 * length);
  // the first byte of the scratch is the 0x00 of a leaf, and stays
  scratch.set(bytes.subarray(from, to), 1);
  return hash('sha256', scratch.subarray(0, length), 'hex');
};

/**
 * The leaf (hex) of an entry line that is the index-th and right in every byte; null when it is not, or when only a
 * closer look can tell.
 */
export const quickLeaf = (bytes: Buffer, from: number, to: number, index: number): string | null => {
  const head = `{"kind":"entry","index":${index},"leaf":"`;
  const leafAt = from + head.length;
  const entryAt = leafAt + LEAF_HEX + BEFORE_ENTRY.length;
  const end = to - 1;
  if (entryAt >= end || bytes[end] !== CLOSE_OBJECT) return null;
  if (bytes.toString('latin1', from, leafAt) !== head) return null;
  if (bytes.toString('latin1', leafAt + LEAF_HEX, entryAt) !== BEFORE_ENTRY) return null;
  if (!isSurelyCanonical(bytes, entryAt, end)) return null;
  const leaf = leafHex(bytes, entryAt, end);
  return bytes.toString('latin1', leafAt, leafAt + LEAF_HEX) === leaf ? leaf : null;
};
