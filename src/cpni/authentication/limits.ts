import { DAY } from '../../kernel/time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

// 64.2010(a) asks for reasonable measures and names no number: these are ours, see docs/decisions/0014-customers-secrets.md

/** Wrong tries, in which time (ms), and how long the rest is that follows (ms). An account's wrong tries do not age. */
export const limits = {
  account: { wrong: 3, within: Number.POSITIVE_INFINITY, rest: DAY },
  origin: { wrong: 10, within: HOUR, rest: HOUR },
  // a person of the carrier through whom customers key in; who hears of twenty wrong ones is asked why
  person: { wrong: 20, within: HOUR, rest: HOUR },
  // a portal asks for everybody: its key rests only where something goes through all of them
  machine: { wrong: 2000, within: HOUR, rest: 15 * MINUTE },
} as const;

/** So many accounts tried wrongly from one origin within a day are no slip of memory. */
export const pretexting = { accounts: 5, within: DAY, rest: DAY } as const;

/** Codes: tries each, how many an account may ask for in a day, and how long one holds by its way (ms). */
export const codes = {
  tries: 3,
  perDay: 3,
  holds: { text: 15 * MINUTE, call: 15 * MINUTE, email: 30 * MINUTE, letter: 21 * DAY },
} as const;

/** How long an online session stands (ms). */
export const sessionHolds = HOUR;

/** How many codes one origin may ask for in a day, whatever the accounts. */
export const codesPerOrigin = 20;
