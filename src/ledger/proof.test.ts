import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendLeaf, emptyFrontier, type Hash, keepNoSubtrees, leafHash, rootOf } from './merkle.ts';
import { consistencyProof, frontierAt, inclusionProof, type ReadHashes } from './proof.ts';
import { consistencyHolds, inclusionHolds } from './proof-verify.ts';

const SIZE = 70_000;
const leaves: Buffer[] = [];
const rows = new Map<string, Hash>();
const whole = emptyFrontier();
for (let n = 0; n < SIZE; n += 1) {
  const leaf = leafHash(Buffer.from(`entry ${n}`));
  leaves.push(leaf);
  rows.set(`0/${n}`, leaf);
  // what the database keeps, and nothing else
  appendLeaf(whole, leaf, (level, index, root) => {
    if (level % 8 === 0) rows.set(`${level}/${index}`, root);
  });
}

let asked = 0;
const read: ReadHashes = async (level, from, count) => {
  asked += 1;
  if (count > 128) throw new Error(`${count} hashes asked for at once`);
  return Array.from({ length: count }, (_, i) => {
    const hash = rows.get(`${level}/${from + i}`);
    if (hash === undefined) throw new Error(`no row ${level}/${from + i} is kept`);
    return hash;
  });
};

const rootAt = async (size: number): Promise<Hash> => rootOf(await frontierAt(read, size));
const leafAt = (index: number): Hash => leaves[index] ?? expect.fail(`no leaf ${index}`);
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 250, max: 520 }),
  fc.integer({ min: 1, max: SIZE }),
);

const flipped = (hash: Hash): Buffer => {
  const other = Buffer.from(hash);
  other[7] = (other[7] ?? 0) ^ 0x10;
  return other;
};

const altered = (proof: readonly Hash[], at: number): Hash[] =>
  proof.map((hash, i) => (i === at % proof.length ? flipped(hash) : hash));

describe('Stored rows give the tree of any earlier size', () => {
  it('the same as growing it from the first leaf', async () => {
    const frontier = emptyFrontier();
    for (const [index, leaf] of leaves.slice(0, 600).entries()) {
      appendLeaf(frontier, leaf, keepNoSubtrees);
      expect(await frontierAt(read, index + 1)).toEqual(frontier);
    }
    expect(await frontierAt(read, SIZE)).toEqual(whole);
  });
});

describe('A proof of inclusion', () => {
  it('is the one other implementations give for the first of eight leaves', async () => {
    const data = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const hashes = data.map((each) => leafHash(Buffer.from(each, 'hex')));
    const proof = await inclusionProof(async (_level, from, count) => hashes.slice(from, from + count), 0, 8);
    expect(proof.map((each) => Buffer.from(each).toString('hex'))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
  });

  it('holds for any leaf of any size, and for nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, anyIndex, at) => {
        const index = anyIndex % size;
        const root = await rootAt(size);
        const proof = await inclusionProof(read, index, size);
        const leaf = leafAt(index);
        expect(inclusionHolds(leaf, index, size, proof, root)).toBe(true);
        expect(inclusionHolds(flipped(leaf), index, size, proof, root)).toBe(false);
        expect(inclusionHolds(leaf, index, size, proof, flipped(root))).toBe(false);
        expect(inclusionHolds(leaf, index, size, [...proof, leaf], root)).toBe(false);
        expect(inclusionHolds(leaf, size, size, proof, root)).toBe(false);
        expect(inclusionHolds(leaf, -1, size, proof, root)).toBe(false);
        if (size === 1) return;
        expect(inclusionHolds(leaf, index, size, altered(proof, at), root)).toBe(false);
        expect(inclusionHolds(leaf, index, size, proof.slice(1), root)).toBe(false);
        expect(inclusionHolds(leaf, (index + 1 + (at % (size - 1))) % size, size, proof, root)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('reads a few rows, not the tree', async () => {
    asked = 0;
    await inclusionProof(read, 12_345, SIZE - 1);
    expect(asked).toBeLessThan(40);
  });

  it('is refused for a leaf that the tree does not have', async () => {
    await expect(inclusionProof(read, 5, 5)).rejects.toThrow('a tree of 5 leaves has no leaf 5');
  });
});

describe('A proof of consistency', () => {
  it('holds between any two sizes, and between nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, fc.nat(), async (one, other, at) => {
        const first = { size: Math.min(one, other), root: await rootAt(Math.min(one, other)) };
        const second = { size: Math.max(one, other), root: await rootAt(Math.max(one, other)) };
        const proof = await consistencyProof(read, first.size, second.size);
        expect(consistencyHolds(first, second, proof)).toBe(true);
        expect(consistencyHolds({ ...first, root: flipped(first.root) }, second, proof)).toBe(false);
        expect(consistencyHolds(first, { ...second, root: flipped(second.root) }, proof)).toBe(false);
        expect(consistencyHolds(first, second, [...proof, first.root])).toBe(false);
        if (first.size === second.size) {
          expect(proof).toEqual([]);
        } else {
          expect(consistencyHolds(second, first, proof)).toBe(false);
          expect(consistencyHolds(first, second, altered(proof, at))).toBe(false);
          expect(consistencyHolds(first, second, proof.slice(1))).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('from the empty tree is empty', async () => {
    const empty = { size: 0, root: rootOf(emptyFrontier()) };
    expect(await consistencyProof(read, 0, 9)).toEqual([]);
    expect(consistencyHolds(empty, { size: 9, root: await rootAt(9) }, [])).toBe(true);
    expect(consistencyHolds({ size: 0, root: await rootAt(1) }, { size: 9, root: await rootAt(9) }, [])).toBe(false);
  });
});
