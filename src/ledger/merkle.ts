import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

const LEAF = 0x00;
const NODE = 0x01;
const HASH_BYTES = 32;

/**
 * What is kept of a tree to append to it and to know its root: the roots of the complete subtrees that its size is the
 * sum of, largest first. As many as the size has one-bits; fits a database row.
 */
export type Frontier = { size: number; readonly hashes: Hash[] };

/** A subtree of 2^level leaves, the index-th of its level, that has just become complete. */
export type OnSubtree = (level: number, index: number, root: Hash) => void;

// A string is the fastest way out of node:crypto: `hash(…, 'buffer')` takes three times as long for so little data.
const sha256 = (data: Uint8Array): Buffer => Buffer.from(hash('sha256', data, 'binary'), 'latin1');

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

/** RFC 6962 section 2.1: SHA-256(0x00 ‖ data). */
export const leafHash = (data: Uint8Array): Buffer => sha256(Buffer.concat([Buffer.from([LEAF]), data]));

/** RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Hash, right: Hash): Buffer => {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return sha256(pair);
};

/** The root of the empty tree: SHA-256 of nothing. */
export const emptyRoot = (): Buffer => sha256(Buffer.alloc(0));

/** A frontier of no leaves. */
export const emptyFrontier = (): Frontier => ({ size: 0, hashes: [] });

/** For `appendLeaf` when nobody keeps the subtrees. */
export const keepNoSubtrees: OnSubtree = () => {};

/** Appends a leaf hash to the frontier, in place, and names every subtree that it completes, smallest first. */
export const appendLeaf = (frontier: Frontier, leaf: Hash, onSubtree: OnSubtree): void => {
  let root = leaf;
  let index = frontier.size;
  for (let level = 1; index % 2 === 1; level += 1) {
    const left = frontier.hashes.pop();
    if (left === undefined)
      throw new Error(`a frontier of ${frontier.size} leaves lacks the hash of level ${level - 1}`);
    root = nodeHash(left, root);
    index = (index - 1) / 2;
    onSubtree(level, index, root);
  }
  frontier.hashes.push(root);
  frontier.size += 1;
};

/** The root of the tree: RFC 6962 section 2.1. */
export const rootOf = (frontier: Frontier): Hash =>
  frontier.hashes.length === 0 ? emptyRoot() : frontier.hashes.reduceRight((right, left) => nodeHash(left, right));

/** Whether two hashes are the same bytes. */
export const sameHash = (one: Hash, other: Hash): boolean => Buffer.compare(one, other) === 0;
