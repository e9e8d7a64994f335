// The gate and the switch behind it both write a call down. When two records are one call stands here: as the engine asks it of files, and as it is
// asked of what the gate kept and no file brought yet.

/** How far the clocks of the gate and of the switch behind it may be apart, ms. */
const apart = 2000;

/** What two records of a call say, as far as that tells whether they are one. */
export type Compared = {
  readonly keys: 'same' | 'other';
  readonly numbers: 'same' | 'other';
  /** ms from the one to the other */
  readonly off: number;
};

/** Whether a record of the gate and one of a switch are of one call: by its key, or by its numbers at that moment. */
export const isOneCall = ({ keys, numbers, off }: Compared): boolean =>
  keys === 'same' || (numbers === 'same' && Math.abs(off) <= apart);

/**
 * The same of rows `g` of the gate and `s` of a switch, as two conditions: the engine looks each up by equal values. A call that the gate refused
 * is no call that was answered.
 */
export const oneCall = [
  's.call_key = g.call_key',
  `s."from" = g."from" and s."to" = g."to" and (g.outcome = 'unknown' or s.answer is null)
        and s.start between g.start - interval '${apart} milliseconds' and g.start + interval '${apart} milliseconds'`,
] as const;
