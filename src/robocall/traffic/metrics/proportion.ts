/** The ends of the Wilson interval of `hits` in `of` at `z` standard deviations; nothing known gives 0 to 1. */
export const wilson = (hits: number, of: number, z: number): { readonly low: number; readonly high: number } => {
  if (of <= 0) return { low: 0, high: 1 };
  const share = hits / of;
  const square = z * z;
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const half = (z / (1 + square / of)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
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
