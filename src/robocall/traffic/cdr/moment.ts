import { DAY, dayOfDate, HOUR, parseInstant, type Zone } from '../../../kernel/time.ts';

/** Reads what a source writes as an instant: epoch ms, null for none, or a sentence that says why it cannot be told. */
export type Moments = {
  /**
   * A stamp with or without an offset; digits alone are seconds, milliseconds, microseconds or nanoseconds of the epoch by their
   * size. `near` is an instant within half an hour, where the row has one: it alone decides which of a doubled hour is meant.
   */
  read(text: string, near: number | null): number | null | string;
  /** A wall-clock time, counted as if it were UTC. */
  local(wall: number, near: number | null): number | string;
};

const wallOf = (ms: number, { dayOf, clockOf }: Zone): number => dayOf(ms) * DAY + clockOf(ms);

const shown = (wall: number): string => new Date(wall).toISOString().slice(0, 19).replace('T', ' ');

/** Offset of the whole local day when the clocks are not moved near it, else null. */
const evenOffset = (zone: Zone, day: number): number | null => {
  const before = day * DAY - DAY;
  const after = day * DAY + 2 * DAY;
  const offset = wallOf(before, zone) - before;
  return wallOf(after, zone) - after === offset ? offset : null;
};

const onChange = (zone: Zone, wall: number, near: number | null): number | string => {
  const day = Math.floor(wall / DAY);
  const first = zone.at(day, wall - day * DAY);
  if (wallOf(first, zone) !== wall)
    return `${shown(wall)} does not exist in ${zone.name}: the clocks were put forward. Is --zone the zone that the source writes in?`;
  const later = first + DAY;
  const second = wall - (wallOf(later, zone) - later);
  if (second === first || wallOf(second, zone) !== wall) return first;
  if (near !== null && Math.abs(near - first) < HOUR / 2) return first;
  if (near !== null && Math.abs(near - second) < HOUR / 2) return second;
  return `${shown(wall)} happened twice in ${zone.name}: the clocks were put back, and the row has no epoch field to tell which. Let the source write one`;
};

const digits = /^\d{9,19}(?:\.\d+)?$/;
const nothing = /^(?:0*(?:\.0*)?|null|\\N|nil|0000-00-00 00:00:00)$/i;
const stamp = /^\d{4}([-/])\d{2}\1\d{2}[ T]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?$/;
const offset = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s?(?:(Z|UTC|GMT)|([+-]\d{2}):?(\d{2})?)$/i;

const ofEpoch = (text: string): number => {
  const [whole = '', fraction = ''] = text.split('.', 2);
  if (whole.length <= 11) return Number(whole) * 1000 + Math.floor(Number(`0.${fraction || '0'}`) * 1000 + 1e-6);
  return Math.floor(Number(whole) / 10 ** (whole.length <= 14 ? 0 : whole.length <= 17 ? 3 : 6));
};

const pairAt = (text: string, at: number): number => {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

let lastDate = '';
let lastDay = 0;

/** `YYYY-MM-DD HH:MM:SS` of nineteen characters, as rows of one file write it day by day; null for what has to be read otherwise. */
const plainClock = (text: string): number | null => {
  if (lastDate === '' || !text.startsWith(lastDate)) {
    const date = text.slice(0, 10);
    const day = dayOfDate(date);
    if (day === null) return null;
    [lastDate, lastDay] = [date, day];
  }
  const [hour, minute, second] = [pairAt(text, 11), pairAt(text, 14), pairAt(text, 17)];
  const isClock = text.charCodeAt(13) === 58 && text.charCodeAt(16) === 58 && hour < 24 && minute < 60 && second < 60;
  return isClock ? lastDay * DAY + ((hour * 60 + minute) * 60 + second) * 1000 : null;
};

/** Wall-clock time `YYYY-MM-DD HH:MM:SS`, with slashes, a T or a fraction too, as if it were UTC; null when it is none. */
export const wallClock = (text: string): number | null => {
  const plain = text.length === 19 && text.charCodeAt(10) === 32 && text.charCodeAt(4) === 45;
  const at = plain ? plainClock(text) : null;
  if (at !== null) return at;
  if (!plain && !stamp.test(text)) return null;
  return parseInstant(`${text.slice(0, 10).replaceAll('/', '-')}T${text.slice(11).replace(',', '.')}Z`);
};

/** Moments of a source that writes the wall clock of a zone; null is a source of which no zone is known. */
export const momentsIn = (zone: Zone | null): Moments => {
  const offsets = new Map<number, number | null>();
  const local = (wall: number, near: number | null): number | string => {
    if (zone === null) return 'the stamp has no zone: say with --zone which one the source writes in';
    const day = Math.floor(wall / DAY);
    let even = offsets.get(day);
    if (even === undefined) {
      if (offsets.size > 10_000) offsets.clear();
      even = evenOffset(zone, day);
      offsets.set(day, even);
    }
    return even === null ? onChange(zone, wall, near) : wall - even;
  };
  const read = (given: string, near: number | null): number | null | string => {
    const wall = wallClock(given);
    if (wall !== null) return local(wall, near);
    const text = given.trim();
    if (nothing.test(text)) return null;
    if (digits.test(text)) return ofEpoch(text);
    const [, date = '', clock = '', zulu, hours, minutes] = offset.exec(text) ?? [];
    const at = date === '' ? null : parseInstant(`${date}T${clock}${zulu ? 'Z' : `${hours}:${minutes ?? '00'}`}`);
    if (at !== null) return at;
    const trimmed = wallClock(text);
    return trimmed === null ? `'${text.slice(0, 40)}' is no time` : local(trimmed, near);
  };
  return { read, local };
};
