/** Milliseconds in 24 hours; a local day may be longer or shorter. */
export const DAY = 86_400_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

// ---- Dates: day numbers are integer days since 1970-01-01, Gregorian, without a zone.

/** Day number of a civil date (months 1..12). Source: H. Hinnant, days_from_civil. */
const dayOfCivil = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** `YYYY-MM-DD` of a day number. Source: H. Hinnant, civil_from_days. */
export const dateOfDay = (day: number): string => {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1, 2)}`;
};

/** 0 for Sunday to 6 for Saturday. */
export const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7;

// ---- Reading text. A character that is no digit becomes NaN, which survives the arithmetic up to one check at the end.

const digit = (text: string, index: number): number => {
  const value = text.charCodeAt(index) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
};

const two = (text: string, index: number): number => digit(text, index) * 10 + digit(text, index + 1);

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const daysIn = (year: number, month: number): number => {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
};

/** Day number of the date in the first ten characters, or NaN. */
const leadingDate = (text: string): number => {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  return day >= 1 && day <= daysIn(year, month) ? dayOfCivil(year, month, day) : Number.NaN;
};

/** Day number of a date written exactly `YYYY-MM-DD` that the calendar has, else null. */
export const dayOfDate = (text: string): number | null => {
  const day = text.length === 10 ? leadingDate(text) : Number.NaN;
  return Number.isNaN(day) ? null : day;
};

/** Milliseconds of `HH:MM:SS` from the eleventh character on; no leap second, no 24:00. */
const clockAfterDate = (text: string): number => {
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return Number.NaN;
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN;
};

/** Milliseconds that the offset at `index`, the end of the text, lies east of UTC. */
const offsetAtEnd = (text: string, index: number): number => {
  const sign = text.charCodeAt(index);
  if (sign === 90 || sign === 122) return text.length === index + 1 ? 0 : Number.NaN;
  if ((sign !== 43 && sign !== 45) || text.length !== index + 6 || text.charCodeAt(index + 3) !== 58) return Number.NaN;
  const hour = two(text, index + 1);
  const minute = two(text, index + 4);
  if (!(hour < 24 && minute < 60)) return Number.NaN;
  return (sign === 43 ? 1 : -1) * (hour * 60 + minute) * MINUTE;
};

/**
 * Epoch ms of an RFC 3339 date-time, or null. Offset or Z and seconds are required; leap seconds and dates that the
 * calendar lacks are not instants. What a fraction says below the millisecond is cut off.
 */
export const parseInstant = (text: string): number | null => {
  const separator = text.charCodeAt(10);
  if (separator !== 84 && separator !== 116) return null;
  let index = 19;
  let fraction = 0;
  if (text.charCodeAt(19) === 46) {
    let scale = 100;
    for (index = 20; digit(text, index) >= 0; index += 1) {
      fraction += Math.floor(digit(text, index) * scale);
      scale = scale === 1 ? 0 : scale / 10;
    }
    if (index === 20) return null;
  }
  const ms = leadingDate(text) * DAY + clockAfterDate(text) + fraction - offsetAtEnd(text, index);
  return Number.isNaN(ms) ? null : ms;
};

// ---- Zones

/** A legal time zone: turns instants (epoch ms) into local days and back, from one cached table of offsets. */
export type Zone = {
  readonly name: string;
  /** Day number of the local date at an instant. */
  dayOf(ms: number): number;
  /** Milliseconds on the wall clock since 00:00 at an instant. */
  clockOf(ms: number): number;
  /** First instant of a local day; where midnight is skipped, the instant the clocks jump. */
  startOf(day: number): number;
  /**
   * Instant at which the wall shows `clock` ms after 00:00 of `day`. In a gap the clock is read as if it had not been
   * moved (02:30 becomes 03:30); in an overlap the first of the two counts. Same as RFC 5545 and Temporal's default.
   */
  at(day: number, clock: number): number;
  /** RFC 3339 with the local offset; milliseconds only when there are any. */
  format(ms: number): string;
};

type Period = { readonly start: number; readonly offset: number };

// Tables are built a chunk at a time, so that a zone costs a millisecond, not the century. The step is shorter than
// the shortest time any zone kept an offset since 1970 (29 days, the Ramadan pauses of Gaza and Cairo).
const CHUNK = 256 * DAY;
const STEP = 16 * DAY;
// No zone moved its clocks before; Intl writes years before 1 in another era.
const BEFORE_ALL_ZONES = -30_000_000_000_000;

/** The first second after `same` at which the offset is not the one of `same`; `other` is known to differ. */
const changeBetween = (offsetAt: (ms: number) => number, same: number, other: number): number => {
  const offset = offsetAt(same);
  let low = same;
  let high = other;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
};

const periodsOf = (offsetAt: (ms: number) => number, index: number): readonly Period[] => {
  let from = index * CHUNK;
  const end = from + CHUNK - 1000;
  const periods: Period[] = [{ start: from, offset: offsetAt(from) }];
  while (from < end) {
    const to = Math.min(from + STEP, end);
    if (offsetAt(to) === offsetAt(from)) {
      from = to;
    } else {
      from = changeBetween(offsetAt, from, to);
      periods.push({ start: from, offset: offsetAt(from) });
    }
  }
  return periods;
};

const offsetReader = (name: string): ((ms: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (ms) => {
    const [, sign, hours, minutes, seconds] =
      /GMT([+-])(\d+):(\d+):?(\d*)$/.exec(format.format(Math.max(ms, BEFORE_ALL_ZONES))) ?? [];
    const size = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000;
    return sign === '-' ? -size : size;
  };
};

/** Finds the period an instant lies in. Remembers the last chunk: neighbours in a stream share it. */
const periodFinder = (name: string): ((ms: number) => Period) => {
  const offsetAt = offsetReader(name);
  const chunks = new Map<number, readonly Period[]>();
  let lastIndex = Number.NaN;
  let last: readonly Period[] = [];
  return (ms) => {
    const index = Math.floor(ms / CHUNK);
    if (index !== lastIndex) {
      last = chunks.get(index) ?? periodsOf(offsetAt, index);
      chunks.set(index, last);
      lastIndex = index;
    }
    for (let i = last.length - 1; i > 0; i -= 1) {
      const period = last[i];
      if (period !== undefined && period.start <= ms) return period;
    }
    return last[0] ?? { start: ms, offset: 0 };
  };
};

const written = (ms: number, exact: number): string => {
  // RFC 3339 knows no seconds in an offset (local mean time of before 1900 has them): the offset is cut to minutes and
  // the wall clock with it, so that the text still names the same instant.
  const offset = Math.trunc(exact / MINUTE) * MINUTE;
  const local = ms + offset;
  const day = Math.floor(local / DAY);
  const clock = local - day * DAY;
  const size = Math.abs(offset) / MINUTE;
  const time = [Math.floor(clock / 3_600_000), Math.floor(clock / MINUTE) % 60, Math.floor(clock / 1000) % 60];
  const fraction = clock % 1000 === 0 ? '' : `.${padded(clock % 1000, 3)}`;
  const zoned = `${offset < 0 ? '-' : '+'}${padded(Math.floor(size / 60), 2)}:${padded(size % 60, 2)}`;
  return `${dateOfDay(day)}T${time.map((part) => padded(part, 2)).join(':')}${fraction}${zoned}`;
};

const build = (name: string): Zone => {
  const periodAt = periodFinder(name);
  const localOf = (ms: number): number => ms + periodAt(ms).offset;
  const dayOf = (ms: number): number => Math.floor(localOf(ms) / DAY);

  /** The first instant whose wall clock reads `local`, or null when none does. */
  const exact = (local: number): number | null => {
    const early = local - periodAt(local - DAY).offset;
    const late = local - periodAt(local + DAY).offset;
    const candidates = [Math.min(early, late), Math.max(early, late)];
    return candidates.find((ms) => localOf(ms) === local) ?? null;
  };
  const afterGap = (local: number): number => local - periodAt(local - DAY).offset;

  /** The instant the clocks jumped over `local`: back over chunk borders, where nothing changed. */
  const jump = (local: number): number => {
    const period = periodAt(afterGap(local));
    const before = periodAt(period.start - 1);
    return before.offset === period.offset ? before.start : period.start;
  };

  return {
    name,
    dayOf,
    clockOf: (ms) => localOf(ms) - dayOf(ms) * DAY,
    startOf: (day) => exact(day * DAY) ?? jump(day * DAY),
    at: (day, clock) => exact(day * DAY + clock) ?? afterGap(day * DAY + clock),
    format: (ms) => written(ms, periodAt(ms).offset),
  };
};

// Names of the tz database outside a region. The rest of what Intl takes without a slash (PST, IST, BST …) are ICU's own.
const unregioned = new Set(
  `UTC GMT UCT Zulu Universal Greenwich GMT0 GMT+0 GMT-0 EST MST HST EST5EDT CST6CDT MST7MDT PST8PDT CET MET EET WET Cuba Egypt
  Eire GB GB-Eire Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya Navajo NZ NZ-CHAT Poland Portugal PRC ROC ROK
  Singapore Turkey W-SU`.split(/\s+/),
);
const regioned = /^(?!SystemV)[A-Z][A-Za-z]*(?:\/[A-Z][A-Za-z0-9_+-]*){1,2}$/;

const known = (name: string): boolean => {
  if (!unregioned.has(name) && !regioned.test(name)) return false;
  try {
    const resolved = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
    return resolved === name || resolved.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
};

const zones = new Map<string, Zone>();

/** The zone of an IANA name in its own spelling, or null: offsets ("+05:00"), abbreviations and other cases are refused. */
export const zone = (name: string): Zone | null => {
  const cached = zones.get(name);
  if (cached !== undefined) return cached;
  if (!known(name)) return null;
  const built = build(name);
  zones.set(name, built);
  return built;
};
