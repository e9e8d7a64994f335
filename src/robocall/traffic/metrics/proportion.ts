/** A part of a whole; nothing of nothing is none. */
export const share = (hits: number, of: number): number => (of === 0 ? 0 : hits / of);

/** A share in words: 41.2 %. */
export const percent = (part: number): string => `${Math.round(part * 1000) / 10} %`;

/** A number with so many decimals at most. */
export const rounded = (value: number, decimals: number): number => {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
};

/** The middle of some values, between the two in the middle of an even number; 0 of none. */
export const middleOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? 0)) / 2;
};

/** The ends of the Wilson interval of `hits` in `of` at `z` standard deviations; nothing known gives 0 to 1. */
export const wilson = (hits: number, of: number, z: number): { readonly low: number; readonly high: number } => {
  if (of <= 0) return { low: 0, high: 1 };
  const part = hits / of;
  const square = z * z;
  const middle = (part + square / (2 * of)) / (1 + square / of);
  const half = (z / (1 + square / of)) * Math.sqrt((part * (1 - part)) / of + square / (4 * of * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
};

/** How many standard deviations the second share lies above the first (two-proportion test, pooled). */
export const risen = (before: number, beforeOf: number, now: number, nowOf: number): number => {
  if (beforeOf <= 0 || nowOf <= 0) return 0;
  const pooled = (before + now) / (beforeOf + nowOf);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / beforeOf + 1 / nowOf));
  return spread === 0 ? 0 : (now / nowOf - before / beforeOf) / spread;
};

/** The chance of `count` events or more where `expected` are expected (Poisson), as minus its decimal logarithm. */
export const surprise = (count: number, expected: number): number => {
  if (count <= 0 || expected <= 0) return 0;
  // the tail's first term, and the others relative to it: no underflow however rare
  let log = -expected + count * Math.log(expected);
  for (let i = 2; i <= count; i += 1) log -= Math.log(i);
  let sum = 1;
  let term = 1;
  for (let i = count + 1; i < count + 200 && term > 1e-12; i += 1) {
    term *= expected / i;
    sum += term;
  }
  return Math.max(0, -(log + Math.log(sum)) / Math.LN10);
};

/** How far a value has gone from where suspicion begins to where it is full: 0 to 1, in either direction. */
export const between = (value: number, begins: number, full: number): number =>
  Math.min(1, Math.max(0, (value - begins) / (full - begins)));
