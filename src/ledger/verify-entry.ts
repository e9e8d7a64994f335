import { hash } from 'node:crypto';
import { isSurelyCanonical } from './canonical-bytes.ts';

const BEFORE_INDEX = '{"kind":"entry","index":';
const BEFORE_LEAF = ',"leaf":"';
const BEFORE_ENTRY = '","entry":';
const FIXED = BEFORE_INDEX.length + BEFORE_LEAF.length + 64 + BEFORE_ENTRY.length;
const LEAF = 0x00;
const CLOSE_OBJECT = 0x7d;

/** RFC 6962 leaf hash of an entry's canonical text, in hex. */
export const leafHex = (body: string): string => hash('sha256', `\0${body}`, 'hex');

/**
 * The leaf (hex) of an entry line that is the index-th and right in every byte; null when it is not, or when only a
 * closer look can tell. The bytes are changed while they are hashed, and back.
 */
export const quickLeaf = (bytes: Buffer, from: number, to: number, index: number): string | null => {
  const digits = `${index}`;
  const entry = from + FIXED + digits.length;
  const end = to - 1;
  if (entry >= end || bytes[end] !== CLOSE_OBJECT || !isSurelyCanonical(bytes, entry, end)) return null;
  const leaf = leafInPlace(bytes, entry, end);
  const head = `${BEFORE_INDEX}${digits}${BEFORE_LEAF}${leaf}${BEFORE_ENTRY}`;
  return bytes.toString('latin1', from, entry) === head ? leaf : null;
};

// The 0x00 of a leaf is put where the colon before the entry stands: copying each entry behind one costs more than the rest.
const leafInPlace = (bytes: Buffer, entry: number, end: number): string => {
  const before = bytes[entry - 1] ?? LEAF;
  bytes[entry - 1] = LEAF;
  const leaf = hash('sha256', bytes.subarray(entry - 1, end), 'hex');
  bytes[entry - 1] = before;
  return leaf;
};
