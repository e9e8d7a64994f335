import type { Zone } from '../../kernel/time.ts';

const most = 4096;

/** Keeps what was computed for a zone and a number, for a while: lines of a stream ask the same few, a long one many. */
export const keptByZone = <Value>(
  compute: (zone: Zone, key: number) => Value,
): ((zone: Zone, key: number) => Value) => {
  const zones = new Map<Zone, Map<number, Value>>();
  return (zone, key) => {
    const known = zones.get(zone)?.get(key);
    if (known !== undefined) return known;
    const kept = zones.get(zone) ?? new Map<number, Value>();
    zones.set(zone, kept);
    if (kept.size >= most) kept.clear();
    const value = compute(zone, key);
    kept.set(key, value);
    return value;
  };
};
