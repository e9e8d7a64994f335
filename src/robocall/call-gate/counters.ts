import type { Count, CountJournal } from './journal.ts';
import { type Rate, rateAllows, rateLeft, takeRate } from './rate.ts';
import { beginSession, endSession, sessionFits, sessionsNow } from './sessions.ts';

/** What an account may use at a moment: its own limits, or less while its vetting has lapsed. */
export type Allowance = { readonly rate: Rate; readonly sessions: number };

/** A place asked for. `session`: how long the call counts at most (ms), null where it opens none. */
export type Place = {
  readonly accountId: string;
  readonly callId: string;
  readonly allowance: Allowance;
  readonly session: number | null;
};

/** Which limit a call met; `gone`: nobody who counts answers; null: none. */
export type Met = 'rate-limit' | 'session-limit' | 'gone' | null;

/** What an account uses now: its calls under way, and how many more it may place at this very moment. */
export type Used = { readonly sessions: number; readonly callsLeft: number };

/** How a process that counts stands: `memory-alone` loses its counts with a kill; `gone` counts nothing. */
export type Standing = 'written' | 'memory-alone' | 'gone';

/** Whoever counts, in this process or another. */
export type Counters = {
  /** Whether a call would fit; takes nothing. */
  look(place: Place): Met | Promise<Met>;
  /** The same, and takes its place where it fits. */
  take(place: Place): Met | Promise<Met>;
  /** Ends a call; whether it was under way. */
  end(accountId: string, callId: string): boolean | Promise<boolean>;
  /** What the account of a place uses now; `gone` where nobody who counts answers. */
  used(place: Place): Used | 'gone' | Promise<Used | 'gone'>;
  /** How those who count stand, in their order. */
  standing(): Promise<readonly Standing[]>;
};

const met = ({ arrival, sessions }: Count, { allowance, callId, session }: Place, now: number): Met => {
  if (!rateAllows(allowance.rate, arrival, now)) return 'rate-limit';
  const fits = session === null || sessions.has(callId) || sessionFits(sessions, allowance.sessions, now);
  return fits ? null : 'session-limit';
};

/** Counters of one process, in memory, with a journal from which a restart knows what counts. `clock`: epoch ms. */
export const counters = (journal: CountJournal, clock: () => number): Counters => ({
  look: (place) => met(journal.of(place.accountId), place, clock()),
  take(place) {
    const { accountId, callId, allowance, session } = place;
    const count = journal.of(accountId);
    const now = clock();
    const limit = met(count, place, now);
    if (limit === 'rate-limit') return limit;
    // a call that no session was free for has used its place in the second all the same: it was an attempt
    takeRate(allowance.rate, count.arrival, now);
    const until = limit === null && session !== null ? now + session : null;
    if (until !== null) beginSession(count.sessions, callId, until);
    journal.took(accountId, count.arrival.due, callId, until);
    return limit;
  },
  end(accountId, callId) {
    const ended = endSession(journal.of(accountId).sessions, callId);
    if (ended) journal.ended(accountId, callId);
    return ended;
  },
  used({ accountId, allowance }) {
    const { arrival, sessions } = journal.of(accountId);
    const now = clock();
    return { sessions: sessionsNow(sessions, now), callsLeft: rateLeft(allowance.rate, arrival, now) };
  },
  standing: async () => [journal.isWritten() ? 'written' : 'memory-alone'],
});
