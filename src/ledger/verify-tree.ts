import { appendLeaf, emptyFrontier, emptyRoot, type Frontier, type Hash, keepNoSubtrees, rootOf } from './merkle.ts';

/**
 * The tree as far as it is checked, and the leaves read since. A leaf enters the frontier only when a checkpoint shows
 * at which sizes a root is wanted: checkpoints may stand after all entries. Where they stand in place, nothing piles up.
 */
export type Tree = {
  readonly frontier: Frontier;
  /** Leaves read so far. */
  count: number;
  /** Leaves from the `first`-th on, 32 bytes each. */
  readonly waiting: Buffer[];
  first: number;
  /** Sizes at which the root is wanted besides the file's own checkpoints, ascending. */
  readonly watched: readonly number[];
  readonly roots: Map<number, Hash>;
};

const HASH_BYTES = 32;
const LEAVES_PER_CHUNK = 32 * 1024;

/** A tree of no leaves that keeps its root at the watched sizes. */
export const newTree = (watched: readonly number[]): Tree => ({
  frontier: emptyFrontier(),
  count: 0,
  waiting: [],
  first: 0,
  watched: [...watched].sort((a, b) => a - b),
  roots: new Map([[0, emptyRoot()]]),
});

/** Takes the next leaf, in hex. */
export const addLeaf = (tree: Tree, leaf: string): void => {
  const offset = (tree.count - tree.first) % LEAVES_PER_CHUNK;
  const full = tree.count - tree.first === tree.waiting.length * LEAVES_PER_CHUNK;
  if (full) tree.waiting.push(Buffer.allocUnsafe(LEAVES_PER_CHUNK * HASH_BYTES));
  tree.waiting.at(-1)?.write(leaf, offset * HASH_BYTES, HASH_BYTES, 'hex');
  tree.count += 1;
};

/** Counts a leaf of which no root will be asked. */
export const skipLeaf = (tree: Tree): void => {
  tree.count += 1;
};

/** The root at a size between the last one asked for and the leaves read. */
export const rootAt = (tree: Tree, size: number): Hash => {
  for (const watched of tree.watched) {
    if (watched <= tree.frontier.size || watched > size) continue;
    advance(tree, watched);
    tree.roots.set(watched, rootOf(tree.frontier));
  }
  advance(tree, size);
  forget(tree);
  return rootOf(tree.frontier);
};

const advance = (tree: Tree, size: number): void => {
  for (let i = tree.frontier.size; i < size; i += 1) {
    const at = i - tree.first;
    const chunk = tree.waiting[Math.floor(at / LEAVES_PER_CHUNK)];
    if (chunk === undefined) throw new Error(`leaf ${i} is not at hand`);
    const offset = (at % LEAVES_PER_CHUNK) * HASH_BYTES;
    // copied: the frontier outlives the chunk
    appendLeaf(tree.frontier, Buffer.from(chunk.subarray(offset, offset + HASH_BYTES)), keepNoSubtrees);
  }
};

const forget = (tree: Tree): void => {
  const done = tree.frontier.size - tree.first;
  const chunks = Math.floor(done / LEAVES_PER_CHUNK);
  tree.waiting.splice(0, chunks);
  tree.first += chunks * LEAVES_PER_CHUNK;
};
