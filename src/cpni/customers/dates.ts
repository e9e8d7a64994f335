import { refuse } from '../../kernel/problem.ts';
import { dateOfDay, dayOfDate, HOUR, type Zone, zone } from '../../kernel/time.ts';

const zoneOf = (name: string): Zone =>
  zone(name) ??
  refuse(
    'unavailable',
    `The zone '${name}' is unknown here.`,
    "Mend the carrier's zone: an IANA name such as America/Chicago.",
  );

/** Day number of a date `YYYY-MM-DD`; throws `invalid-input` for what the calendar lacks. */
export const dayNumber = (date: string): number =>
  dayOfDate(date) ?? refuse('invalid-input', `'${date}' is no date.`, 'Write it YYYY-MM-DD.');

/** The legal date of an instant (epoch ms) in an IANA zone. */
export const localDate = (zoneName: string, at: number): string => dateOfDay(zoneOf(zoneName).dayOf(at));

/** First instant (epoch ms) of a legal date in an IANA zone. */
export const startOfDate = (zoneName: string, date: string): number => zoneOf(zoneName).startOf(dayNumber(date));

/**
 * The instants (epoch ms) at which the wall of an IANA zone shows so many ms after midnight of a date: two where the clocks go back
 * over it, and where they skip it the one at which they would have shown it.
 */
export const instantsOfClock = (zoneName: string, date: string, clock: number): readonly number[] => {
  const here = zoneOf(zoneName);
  const first = here.at(dayNumber(date), clock);
  const again = first + HOUR;
  return here.clockOf(again) === clock ? [first, again] : [first];
};

/** RFC 3339 of an instant (epoch ms) with the zone's offset. */
export const local = (zoneName: string, at: number): string => zoneOf(zoneName).format(at);

/** The same of an instant that may not have come. */
export const localOrNull = (zoneName: string, at: number | null): string | null =>
  at === null ? null : local(zoneName, at);
