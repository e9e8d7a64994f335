import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { replayMemory } from './replay-memory.ts';

describe('The memory of signatures', () => {
  it('knows one again for 120 seconds', () => {
    const firstSeen = replayMemory(10);
    const signature = randomBytes(64);
    expect(firstSeen(signature, 0)).toBe(true);
    expect(firstSeen(signature, 1)).toBe(false);
    expect(firstSeen(signature, 119_999)).toBe(false);
    expect(firstSeen(signature, 120_000)).toBe(true);
    expect(firstSeen(randomBytes(64), 120_000)).toBe(true);
  });

  it('holds so many and forgets the oldest first', () => {
    const firstSeen = replayMemory(3);
    const signatures = Array.from({ length: 4 }, () => randomBytes(64));
    for (const signature of signatures) expect(firstSeen(signature, 0)).toBe(true);
    const [oldest = Buffer.alloc(0), , , newest = Buffer.alloc(0)] = signatures;
    expect(firstSeen(newest, 1)).toBe(false);
    expect(firstSeen(oldest, 1)).toBe(true);
  });
});
