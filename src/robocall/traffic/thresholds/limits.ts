import type { Range } from './uses.ts';

/**
 * Limits in use that do not depend on the declared use (decision 30): where suspicion begins and where it is full. The plan prints
 * these numbers and those by declared use. What only tells when a part may speak at all (so many calls, so many rows that an inventory
 * may lack) stands with the part.
 */
export const limits = {
  /** Numbers shown that the account has no right to, beyond the rows of an inventory that may be stale. */
  unauthorizedNumbers: [1, 6],
  /** Numbers shown that cannot exist. */
  invalidNumbers: [0, 5],
  /** Attempts as a multiple of what was declared for a day. */
  volume: [2.5, 10],
  /** Calls a second in the busiest minute as a multiple of the declared peak. */
  rate: [1.5, 6],
  ringOnce: [0.15, 0.5],
  sequential: [0.1, 0.4],
  /** Attempts to one number within an hour. */
  oneDestination: [100, 400],
  /** Share of calls that show a number of the called party's own exchange, above chance. */
  neighbour: [0.1, 0.4],
  rotatingNumbers: [60, 250],
  callsOfRotating: [40, 12],
  blocked: [0.04, 0.2],
  limitHits: [0.02, 0.2],
  /** Share of calls to reassigned numbers, of those that somebody asked about. */
  reassigned: [0.05, 0.25],
  /** Attempts as a multiple of the median of the days before, and of the busiest of them. */
  volumeOverUsual: [4, 16],
  volumeOverMost: [2 ** 0.8, 4],
  /** By how much the share of calls below fifteen seconds rose over the days before, and by how many standard deviations. */
  talkRose: [0.12, 0.35],
  talkDeviations: [4, 8],
  /** Share of calls in hours of the day in which the account hardly called on the days before. */
  newHours: [0.15, 0.5],
  abroadRose: [0.1, 0.4],
  abroadDeviations: [5, 10],
  /** By which part of the usual the share of answered attempts fell. */
  deliveryFell: [0.25, 0.7],
  deliveryDeviations: [5, 10],
  /** How many spreads an account lies from the middle of its peers. */
  unlikePeers: [3, 8],
  /** Minus the decimal logarithm of the chance of as many complaints. */
  complaints: [1.7, 5],
} as const satisfies Readonly<Record<string, Range>>;

/** So many days before a day are what is usual for its account. */
export const historyDays = 28;

/** A score from which an account, number or sub-account is put before a person. */
export const flagFrom = 0.5;

/** Complaints that legal traffic also draws, a call: 100 a million, twice what is estimated for all unwanted calls (70). */
export const complaintsOfLegalCalls = 100 / 1_000_000;
