const minute = 60_000;
const day = 1440 * minute;

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds. */
const aheadAt = (at: number, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return Math.round((local - at) / minute) * minute;
};

/** What a zone's clock shows at an instant, as a field of date and time takes it. */
export const localOf = (instant: string, zone: string): string => {
  const at = Date.parse(instant);
  return new Date(at + aheadAt(at, zone)).toISOString().slice(0, 16);
};

/** The instants (RFC 3339) at which a zone's clock shows `YYYY-MM-DDTHH:MM`: none where that hour is skipped, two where it comes twice. */
export const instantsOf = (local: string, zone: string): readonly string[] => {
  const shown = Date.parse(`${local}:00Z`);
  if (Number.isNaN(shown)) return [];
  // a zone changes its clock once in two days at most
  const ahead = new Set([shown - day, shown + day].map((at) => aheadAt(at, zone)));
  return [...ahead]
    .map((by) => new Date(shown - by).toISOString())
    .filter((instant) => localOf(instant, zone) === local)
    .toSorted();
};

/** An instant without its seconds, as fields show it. */
export const toTheMinute = (instant: string): string =>
  new Date(Math.floor(Date.parse(instant) / minute) * minute).toISOString();
