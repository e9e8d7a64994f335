/** How far a zone's clock is ahead of UTC at an instant, in minutes. */
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
  return Math.round((local - at) / 60_000);
};

/** The instant (RFC 3339) when a zone's clock shows that local time, `YYYY-MM-DDTHH:MM`; an hour that comes twice is taken as the later. */
export const instantOf = (local: string, zone: string): string => {
  const shown = Date.parse(`${local}:00Z`);
  const first = shown - aheadAt(shown, zone) * 60_000;
  return new Date(shown - aheadAt(first, zone) * 60_000).toISOString();
};

/** What a zone's clock shows at an instant, as a field of date and time takes it. */
export const localOf = (instant: string, zone: string): string => {
  const at = Date.parse(instant);
  return new Date(at + aheadAt(at, zone) * 60_000).toISOString().slice(0, 16);
};
