import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, blocksFromBytes, blocksOf, subtract } from './blocks.ts';

const bytesOf = (blocks: readonly Block[]): Buffer => {
  const bytes = Buffer.alloc(blocks.length * 16);
  for (const [i, { firstNumber, lastNumber }] of blocks.entries()) {
    bytes.writeBigInt64BE(BigInt(firstNumber), i * 16);
    bytes.writeBigInt64BE(BigInt(lastNumber), i * 16 + 8);
  }
  return bytes;
};

// few numbers and many blocks, so that they overlap, touch and swallow each other; some near the largest number there is
const base = 999_999_999_999_900;
const someBlocks = array(
  tuple(integer({ min: 0, max: 60 }), integer({ min: 0, max: 9 })).map(
    ([from, more]): Block => ({ firstNumber: base + from, lastNumber: base + from + more }),
  ),
  { maxLength: 12 },
);

describe('a set of blocks', () => {
  test('holds what one of its blocks holds and nothing else, counts each number once, and neither touches nor overlaps', () => {
    assert(
      property(someBlocks, (blocks) => {
        const model = new Set(
          blocks.flatMap(({ firstNumber, lastNumber }) =>
            Array.from({ length: lastNumber - firstNumber + 1 }, (_, i) => firstNumber + i),
          ),
        );
        for (const set of [blocksOf(blocks), blocksFromBytes(bytesOf(blocks))]) {
          for (let number = base - 1; number <= base + 80; number += 1)
            expect([number, set.has(number)]).toEqual([number, model.has(number)]);
          expect(set.numbers).toBe(model.size);
          for (let i = 1; i < set.firsts.length; i += 1)
            expect(set.firsts[i]).toBeGreaterThan((set.lasts[i - 1] ?? 0) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('less another holds what the one holds and the other does not', () => {
    assert(
      property(someBlocks, someBlocks, (some, others) => {
        const [from, taken] = [blocksOf(some), blocksOf(others)];
        const left = blocksOf(subtract(from, taken));
        for (let number = base - 1; number <= base + 80; number += 1)
          expect([number, left.has(number)]).toEqual([number, from.has(number) && !taken.has(number)]);
      }),
      { numRuns: 300 },
    );
  });

  test('of a million numbers is read from bytes and keeps sixteen bytes a block', () => {
    // every second number: nothing joins
    const blocks = Array.from({ length: 1_000_000 }, (_, i) => 12_000_000_000 + 2 * i);
    const set = blocksFromBytes(bytesOf(blocks.map((number) => ({ firstNumber: number, lastNumber: number }))));
    expect(set.firsts.byteLength + set.lasts.byteLength).toBe(16_000_000);
    expect([set.has(12_000_000_000), set.has(12_000_000_001), set.has(12_001_999_998)]).toEqual([true, false, true]);
  });

  test('cut in the middle of a pair is no set', () => {
    expect(() => blocksFromBytes(Buffer.alloc(24))).toThrow(/no pairs/);
  });
});
