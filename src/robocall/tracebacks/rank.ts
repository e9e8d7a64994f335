import { DAY, HOUR, MINUTE } from '../../kernel/time.ts';
import { sameNumber } from './number-sought.ts';
import type { Sighting } from './sighting.ts';

/** Near enough that a clock may be wrong by it. */
const near = 5 * MINUTE;

type Ranked = { readonly sighting: Sighting; readonly tier: number; readonly reason: string };

const words = {
  both: 'both numbers match',
  called: 'the called number matches, the caller is another, as where it was rewritten',
  calling: 'the calling number matches another called number, as after forwarding',
  swapped: 'the two numbers match the other way round',
} as const;

/** Whole hours by which a call is off, where a mistaken zone (up to 13) or date (24) explains it; 0 where none does. */
const wholeHours = (off: number): number => {
  const hours = Math.round(off / HOUR);
  const explained = Math.abs(hours) <= 13 || Math.abs(hours) === 24;
  return explained && Math.abs(off - hours * HOUR) <= near ? hours : 0;
};

const mistaken = (hours: number): string => {
  const way = hours > 0 ? 'later' : 'earlier';
  return Math.abs(hours) === 24
    ? `a whole day ${way}: the date was mistaken`
    : `${Math.abs(hours)} whole hours ${way}: a zone was mistaken`;
};

/** How near a call is to what was asked: the lower the tier, the nearer. */
const tierOf = ({ meeting, off }: Sighting, anyCaller: boolean): { readonly tier: number; readonly reason: string } => {
  const what =
    meeting === 'both' && anyCaller ? 'the called number matches; the request names no caller' : words[meeting];
  const far = Math.abs(off);
  if (far <= near)
    return { tier: { both: 0, called: 4, calling: 5, swapped: 6 }[meeting], reason: `${what}, within five minutes` };
  const hours = wholeHours(off);
  if (meeting === 'both' && hours !== 0) return { tier: 2, reason: `${what}, ${mistaken(hours)}` };
  if (far <= HOUR)
    return { tier: { both: 3, called: 8, calling: 9, swapped: 9 }[meeting], reason: `${what}, within an hour` };
  return { tier: 7, reason: `${what}, within a day` };
};

/** The second leg of a forwarded call begins within this time of the first. */
const handed = MINUTE;

/** Whether one call went on as the other: the same key at the switch, or the number reached is the one that then called. */
const wentOn = (came: Sighting, went: Sighting): boolean => {
  const later = went.off - came.off;
  if (later < -handed || later > handed) return false;
  return (came.callKey !== null && came.callKey === went.callKey) || sameNumber(came.to, went.from);
};

/** Two legs that together are the call that was asked about: from the calling number to another, and on to the called number. */
const forwardings = (all: readonly Sighting[]): ReadonlyMap<string, string> => {
  const close = all.filter(({ off }) => Math.abs(off) <= near);
  const reasons = new Map<string, string>();
  for (const went of close.filter(({ meeting }) => meeting === 'called'))
    for (const came of close.filter(({ meeting }) => meeting === 'calling'))
      if (wentOn(came, went)) {
        reasons.set(
          went.ref,
          `a leg of a forwarded call: the calling number reached ${came.to ?? 'another'}, which called the called number`,
        );
        reasons.set(came.ref, 'the leg before it: from the calling number to the number that forwarded');
      }
  return reasons;
};

/** For a mistaken zone what counts is the distance to the whole hour. */
const distance = ({ tier, sighting: { off } }: Ranked): number =>
  tier === 2 ? Math.abs(off - wholeHours(off) * HOUR) + Math.abs(wholeHours(off)) : Math.abs(off);

/** Calls in the order in which a person should look at them, each with the reason in words. Pure. */
export const ranked = (all: readonly Sighting[], anyCaller: boolean): readonly Ranked[] => {
  const forwarded = forwardings(all);
  return all
    .map((sighting): Ranked => {
      const reason = forwarded.get(sighting.ref);
      return reason === undefined ? { sighting, ...tierOf(sighting, anyCaller) } : { sighting, tier: 1, reason };
    })
    .sort(
      (a, b) =>
        a.tier - b.tier ||
        distance(a) - distance(b) ||
        Number(a.sighting.meeting === 'calling') - Number(b.sighting.meeting === 'calling'),
    );
};

/** How a search begins, and how it goes on where no call is surely meant: then only calls whose numbers both match are looked for. */
export const reach = {
  first: { within: HOUR, meets: 'any' },
  wide: { within: DAY + near, meets: 'both' },
} as const;

/** Whether a search may end: a call whose numbers both match at that time, or both legs of a forwarded one. */
export const isFound = (found: readonly Ranked[]): boolean => found.some(({ tier }) => tier <= 1);
