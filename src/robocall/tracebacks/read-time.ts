import { dayOfDate, HOUR, MINUTE, parseInstant, zone } from '../../kernel/time.ts';

/** Names of zones as Americans write them; one that says daylight or standard is an offset, whatever the date. */
const offsets: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};
const places: Readonly<Record<string, string>> = {
  ET: 'America/New_York',
  EASTERN: 'America/New_York',
  CT: 'America/Chicago',
  CENTRAL: 'America/Chicago',
  MT: 'America/Denver',
  MOUNTAIN: 'America/Denver',
  PT: 'America/Los_Angeles',
  PACIFIC: 'America/Los_Angeles',
};
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const dateIn = (text: string): { readonly date: string; readonly rest: string } | null => {
  const two = (n: string | number): string => String(n).padStart(2, '0');
  const iso = /^(\d{4}-\d\d-\d\d)[T ,]*/.exec(text);
  if (iso?.[1] !== undefined) return { date: iso[1], rest: text.slice(iso[0].length) };
  const slash = /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ ,]*(?:at )?/.exec(text);
  if (slash !== null)
    return { date: `${slash[3]}-${two(slash[1] ?? '')}-${two(slash[2] ?? '')}`, rest: text.slice(slash[0].length) };
  const named =
    /^(?:[A-Za-z]{3,9}day,? |[A-Z][a-z]{2},? )?(?:([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})|(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}))[ ,]*(?:at )?/.exec(
      text,
    );
  if (named === null) return null;
  const month = months.indexOf((named[1] ?? named[5] ?? '').toLowerCase()) + 1;
  if (month === 0) return null;
  return {
    date: `${named[3] ?? named[6]}-${two(month)}-${two(named[2] ?? named[4] ?? '')}`,
    rest: text.slice(named[0].length),
  };
};

const clockIn = (text: string): { readonly clock: number; readonly rest: string } | null => {
  const met = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*/i.exec(text);
  if (met === null) return null;
  const [whole, hours = '', minutes = '', seconds = '0', half] = met;
  const given = Number(hours);
  const hour = half === undefined ? given : (given % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return null;
  return { clock: hour * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000, rest: text.slice(whole.length) };
};

/**
 * The instant (epoch ms) that the words of a request name, with the zone as written; null where they name none. Without a zone
 * they are read as UTC and `zone` is null: the search then looks for whole hours beside.
 */
export const instantRead = (text: string): { readonly at: number; readonly zone: string | null } | null => {
  const trimmed = text.trim();
  const rfc = parseInstant(trimmed);
  if (rfc !== null) return { at: rfc, zone: /(Z|[+-]\d\d:\d\d)$/.exec(trimmed)?.[0] ?? null };
  const dated = dateIn(trimmed);
  const timed = dated === null ? null : clockIn(dated.rest);
  const day = dated === null ? null : dayOfDate(dated.date);
  const utc = zone('UTC');
  if (timed === null || day === null || utc === null) return null;
  const wall = utc.at(day, timed.clock);
  const bare = timed.rest.replace(/^\(/, '');
  const shift = /^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d\d)?/.exec(bare);
  if (shift !== null) {
    const minutes = Number(shift[2]) * 60 + Number(shift[3] ?? 0);
    return { at: wall - (shift[1] === '-' ? -1 : 1) * minutes * MINUTE, zone: shift[0] };
  }
  const name = /^[A-Za-z]+/.exec(bare)?.[0] ?? '';
  const offset = offsets[name.toUpperCase()];
  if (offset !== undefined) return { at: wall - offset * HOUR, zone: name };
  const place = places[name.toUpperCase()];
  const there = place === undefined ? null : zone(place);
  if (there !== null) return { at: there.at(day, timed.clock), zone: name };
  return { at: wall, zone: null };
};
