/** A round step of 1, 2 or 5 times a power of ten, so that at most `ticks` of them reach the top. */
const roundStep = (top: number, ticks: number): number => {
  const rough = top / ticks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const of = rough / power;
  return power * (of <= 1 ? 1 : of <= 2 ? 2 : of <= 5 ? 5 : 10);
};

/** The marks of an axis from nought to just beyond `most`; whole numbers where `whole`. */
export const ticksTo = (most: number, whole: boolean): readonly number[] => {
  if (most <= 0) return [0, 1];
  const step = Math.max(roundStep(most, 4), whole ? 1 : 0);
  const count = Math.ceil(most / step);
  return Array.from({ length: count + 1 }, (_, n) => Number((n * step).toPrecision(12)));
};

/** Which of so many places along an axis are named, so that no more than `most` words stand there. */
export const named = (count: number, most: number): ((index: number) => boolean) => {
  const every = Math.max(1, Math.ceil(count / most));
  return (index) => index % every === 0;
};
