import { DAY } from '../../kernel/time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

// 64.2010(a) asks for reasonable measures and names no number: these are ours, see docs/decisions/0014-customers-secrets.md

/** Wrong tries, in which time (ms), and how long the rest is that follows (ms). An account's wrong tries do not age. */
export const limits = {
  account: { wrong: 3, within: Number.POSITIVE_INFINITY, rest: DAY },
  origin: { wrong: 10, within: HOUR, rest: HOUR },
  // a portal asks for thousands of customers: its key rests only where something goes through all of them
  asker: { wrong: 200, within: HOUR, rest: 15 * MINUTE },
} as const;

/** So many accounts tried wrongly from one origin within a day are no slip of memory. */
export const pretexting = { accounts: 5, within: DAY, rest: DAY } as const;
