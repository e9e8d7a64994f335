import { DAY, type Zone, zone } from '../../../kernel/time.ts';

/** How far a zone lies east of UTC, in ms, up to an instant; the last holds on. */
export type Offsets = readonly { readonly until: number; readonly offset: number }[];

const offsetAt = (at: Zone, ms: number): number => at.dayOf(ms) * DAY + at.clockOf(ms) - ms;

const changeBetween = (inZone: Zone, from: number, until: number): number => {
  const before = offsetAt(inZone, from);
  let [low, high] = [from, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(inZone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
};

/** The offsets of a zone in a time (epoch ms), which the engine computes with: it need not know zones. */
export const offsetsOf = (inZone: Zone, from: number, until: number): Offsets => {
  const made: { until: number; offset: number }[] = [];
  for (let at = from; at < until; at += DAY) {
    const next = Math.min(at + DAY, until);
    if (offsetAt(inZone, at) !== offsetAt(inZone, next))
      made.push({ until: changeBetween(inZone, at, next), offset: offsetAt(inZone, at) });
  }
  return [...made, { until, offset: offsetAt(inZone, until) }];
};

/** The same of Eastern time, by which the earliest and latest hours of the contiguous states are told. */
export const easternOffsets = (from: number, until: number): Offsets => {
  const eastern = zone('America/New_York');
  if (eastern === null) throw new Error('this runtime knows no zone America/New_York');
  return offsetsOf(eastern, from, until);
};
