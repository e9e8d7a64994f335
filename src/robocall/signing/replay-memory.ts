/** Says of a verified signature whether it is seen for the first time, at a moment in milliseconds. */
export type FirstSeen = (signature: Buffer, at: number) => boolean;

/** A token is fresh for 60 seconds before and after its time: after 120 it is refused as stale anyway. */
const lifeMs = 120_000;

/**
 * Remembers signatures for 120 seconds, at most so many: the oldest goes first. The first half of a signature (r) stands for it: whoever turns the second half round
 * (n − s) has another signature that also holds.
 */
export const replayMemory = (most: number): FirstSeen => {
  // in the order of their end
  const seen = new Map<string, number>();
  return (signature, at) => {
    for (const [key, until] of seen) {
      if (until > at && seen.size < most) break;
      seen.delete(key);
    }
    const key = signature.toString('latin1', 0, 32);
    if ((seen.get(key) ?? 0) > at) return false;
    seen.set(key, at + lifeMs);
    return true;
  };
};
