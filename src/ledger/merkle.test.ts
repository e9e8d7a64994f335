import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendLeaf, emptyFrontier, type Hash, keepNoSubtrees, leafHash, rootOf } from './merkle.ts';

// The eight leaves and the roots over the first 0 to 8 of them that implementations of RFC 6962 have in common.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const hex = (hash: Hash): string => Buffer.from(hash).toString('hex');

const grown = (data: readonly Uint8Array[]) => {
  const frontier = emptyFrontier();
  for (const each of data) appendLeaf(frontier, leafHash(each), keepNoSubtrees);
  return frontier;
};

/** RFC 6962 section 2.1 word for word: split at the largest power of two below n. */
const recursiveRoot = (data: readonly Uint8Array[]): Buffer => {
  const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [first] = data;
  if (first === undefined) return sha();
  if (data.length === 1) return sha(Buffer.from([0]), first);
  let k = 1;
  while (k * 2 < data.length) k *= 2;
  return sha(Buffer.from([1]), recursiveRoot(data.slice(0, k)), recursiveRoot(data.slice(k)));
};

describe('The tree of RFC 6962', () => {
  it('has the roots known from other implementations', () => {
    for (const [size, root] of roots.entries()) {
      expect(hex(rootOf(grown(leaves.slice(0, size).map((leaf) => Buffer.from(leaf, 'hex')))))).toBe(root);
    }
  });

  it('grown leaf by leaf has the root of the recursive definition', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 130 }), (data) => {
        expect(hex(rootOf(grown(data)))).toBe(hex(recursiveRoot(data)));
      }),
    );
  });

  it('keeps one hash for each one-bit of its size, and goes on from a stored frontier', () => {
    const data = Array.from({ length: 300 }, (_, n) => Buffer.from(`${n}`));
    const half = grown(data.slice(0, 173));
    expect(half.hashes).toHaveLength(5);
    const stored = { size: half.size, hashes: half.hashes.map((each) => Buffer.from(hex(each), 'hex')) };
    for (const each of data.slice(173)) appendLeaf(stored, leafHash(each), keepNoSubtrees);
    expect(hex(rootOf(stored))).toBe(hex(recursiveRoot(data)));
  });

  it('names every subtree once, when it becomes complete', () => {
    const data = Array.from({ length: 21 }, (_, n) => Buffer.from(`${n}`));
    const frontier = emptyFrontier();
    const named = new Map<string, string>();
    for (const each of data) {
      appendLeaf(frontier, leafHash(each), (level, index, root) => {
        expect(frontier.size + 1).toBe((index + 1) * 2 ** level);
        expect(named.has(`${level}/${index}`)).toBe(false);
        named.set(`${level}/${index}`, hex(root));
      });
    }
    expect(named.size).toBe(10 + 5 + 2 + 1);
    expect(named.get('2/3')).toBe(hex(recursiveRoot(data.slice(12, 16))));
  });

  it('refuses a frontier from which a hash is missing', () => {
    expect(() =>
      appendLeaf({ size: 3, hashes: [leafHash(Buffer.from('a'))] }, leafHash(Buffer.from('b')), keepNoSubtrees),
    ).toThrow('a frontier of 3 leaves lacks the hash of level 1');
  });
});
