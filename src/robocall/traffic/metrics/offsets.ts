import { DAY, type Zone } from '../../../kernel/time.ts';

/** How far a zone lies east of UTC, in ms, up to an instant; the last holds on. */
export type Offsets = readonly { readonly until: number; readonly offset: number }[];

const offsetAt = (zone: Zone, ms: number): number => zone.dayOf(ms) * DAY + zone.clockOf(ms) - ms;

const changeBetween = (zone: Zone, from: number, until: number): number => {
  const before = offsetAt(zone, from);
  let [low, high] = [from, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
};

/** The offsets of a zone in a time (epoch ms), which the engine computes with: it need not know zones. */
export const offsetsOf = (zone: Zone, from: number, until: number): Offsets => {
  const made: { until: number; offset: number }[] = [];
  for (let at = from; at < until; at += DAY) {
    const next = Math.min(at + DAY, until);
    if (offsetAt(zone, at) !== offsetAt(zone, next))
      made.push({ until: changeBetween(zone, at, next), offset: offsetAt(zone, at) });
  }
  return [...made, { until, offset: offsetAt(zone, until) }];
};
