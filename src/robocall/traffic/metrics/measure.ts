import { z } from 'zod';
import { type Standing, standings } from '../columnar/counts.ts';

const whole = z.coerce.number();

/** Counts of a group of calls in a window; ratios are made of them where they are shown, so that windows can be added. Times in ms. */
export const counts = z.object({
  /** Attempts that left the switch: without those that our own limits refused, and without calls that came in. */
  attempts: whole,
  inbound: whole,
  limitRejected: whole,
  /** Attempts of sources that tell of unanswered calls too: only these say anything of completion. */
  completable: whole,
  completed: whole,
  /** Answered calls whose talk time is known: what shares of talk are of. */
  answered: whole,
  noAnswer: whole,
  busy: whole,
  cancelled: whole,
  invalid: whole,
  rejected: whole,
  blocked: whole,
  networkFailure: whole,
  talkMs: whole,
  medianTalkMs: whole,
  /** Answered calls of at most six seconds: surely, and possibly where whole seconds were written. */
  short6: whole,
  short6Possible: whole,
  under6: whole,
  under15: whole,
  under60: whole,
  over120: whole,
  distinctCalled: whole,
  distinctCallers: whole,
  /** Calls to a number at most ten above the one before, of those that had one before. */
  sequential: whole,
  pairs: whole,
  /** Calls to other countries than those of the North American plan. */
  abroad: whole,
  /** Given up by the caller within five seconds of ringing. */
  ringOnce: whole,
  /** Begun while every zone of the contiguous states is outside 8:00 to 21:00. */
  outsideHours: whole,
});
export type Counts = z.output<typeof counts>;

const ofStanding = z.object({ calls: whole, numbers: whole });
type OfStanding = z.output<typeof ofStanding>;
const none: OfStanding = { calls: 0, numbers: 0 };

/** What is seen of a day beyond its counts. */
export const measure = counts.extend({
  /** Calls, and numbers shown, by whose they were. */
  showing: z.record(z.enum(standings), ofStanding),
  /** 1 where calls are spread evenly over the numbers shown. */
  callerEntropy: whole,
  /** Calls begun in the busiest second, and a second over the busiest minute. */
  peakCps: whole,
  minuteCps: whole,
  /** Calls that show a number of the called party's own exchange, what chance would give, and from how many exchanges. */
  neighbour: whole,
  neighbourExpected: whole,
  neighbourPrefixes: whole,
  /** Calls to the number called most often within an hour of the clock, from sixty on, and how many were talks of over a minute; whose number it is is not kept. */
  oneDestination: z.object({ n: whole, talks: whole }),
  byHour: z.array(whole),
  /** Calls to area codes of the do-not-call registry's list, and to numbers on it; to numbers that the reassigned numbers database was asked about, and to those that it calls another's now. */
  listed: z
    .object({ dncAsked: whole, dncHits: whole, goneAsked: whole, goneHits: whole })
    .default({ dncAsked: 0, dncHits: 0, goneAsked: 0, goneHits: 0 }),
});
export type Measure = z.output<typeof measure>;

/** What is known of a day of which only the counts are. */
export const bare = (of: Counts): Measure => ({
  ...of,
  showing: { own: none, lapsed: none, other: none, unknown: none, impossible: none, hidden: none },
  callerEntropy: 0,
  peakCps: 0,
  minuteCps: 0,
  neighbour: 0,
  neighbourExpected: 0,
  neighbourPrefixes: 0,
  oneDestination: { n: 0, talks: 0 },
  byHour: Array.from({ length: 24 }, () => 0),
  listed: { dncAsked: 0, dncHits: 0, goneAsked: 0, goneHits: 0 },
});

/** How many calls showed a number of a standing, and how many numbers. */
export const showing = (of: Measure, standing: Standing): OfStanding => of.showing[standing];
