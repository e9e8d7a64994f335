/** What was answered to each request, so that one sent again is answered alike without a second decision. */
export type Remembered = {
  /** The answer that a request got; '' while it is decided and once its receipt was acknowledged; null where it was not asked yet. */
  find(key: string): string | null;
  keep(key: string, answer: Promise<string>): void;
  /** Its sender has the answer: only that it was asked is still remembered. */
  acknowledge(key: string): void;
  /** Forgets what is older than it has to be remembered. */
  forget(): void;
  size(): number;
};

/** Remembers at most `most` answers for `forMs` each; the oldest makes room. `now` in ms, never going back. */
export const remembering = (most: number, forMs: number, now: () => number): Remembered => {
  // in the order of their times, as a Map keeps it
  const known = new Map<string, { answer: string; readonly since: number }>();
  return {
    find: (key) => known.get(key)?.answer ?? null,
    keep(key, answer) {
      if (known.size >= most) for (const oldest of known.keys()) if (known.delete(oldest)) break;
      const one = { answer: '', since: now() };
      known.set(key, one);
      // whoever asks again meanwhile hears the one answer: many would come when his call is long over
      void answer.then((text) => {
        one.answer = text;
      });
    },
    acknowledge(key) {
      const one = known.get(key);
      if (one !== undefined) one.answer = '';
    },
    forget() {
      const before = now() - forMs;
      for (const [key, { since }] of known) {
        if (since > before) return;
        known.delete(key);
      }
    },
    size: () => known.size,
  };
};
