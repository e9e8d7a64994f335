import type { Account } from './account.ts';
import { type Arrival, type Rate, rateAllows, takeRate } from './rate.ts';
import { beginSession, endSession, type Sessions, sessionFits, underWay } from './sessions.ts';

/** What an account may use at a moment: its own limits, or less while its vetting has lapsed. */
export type Allowance = { readonly rate: Rate; readonly sessions: number };

type Count = { readonly arrival: Arrival; readonly sessions: Sessions };

/** Which limit a call met; null: none. */
export type Met = 'rate-limit' | 'session-limit' | null;

export type Counters = {
  /** Whether a call would fit; takes nothing. `session`: how long it would last at most (ms), null where it opens none. */
  look(account: Account, allowance: Allowance, session: number | null, now: number): Met;
  /** The same, and takes its place where it fits. */
  take(account: Account, allowance: Allowance, callId: string, session: number | null, now: number): Met;
  end(accountId: string, callId: string): boolean;
  /** Calls under way of an account. */
  underWay(accountId: string, now: number): number;
};

/** Counters of one process, in memory. `now` is ms of a monotonic clock. */
export const counters = (): Counters => {
  const counts = new Map<string, Count>();
  const of = (accountId: string): Count => {
    const known = counts.get(accountId);
    if (known !== undefined) return known;
    const fresh = { arrival: { due: 0 }, sessions: new Map() };
    counts.set(accountId, fresh);
    return fresh;
  };
  const met = (count: Count, allowance: Allowance, again: boolean, session: number | null, now: number): Met => {
    if (!rateAllows(allowance.rate, count.arrival, now)) return 'rate-limit';
    if (session === null || again || sessionFits(count.sessions, allowance.sessions, now)) return null;
    return 'session-limit';
  };
  return {
    look: (account, allowance, session, now) => met(of(account.id), allowance, false, session, now),
    take(account, allowance, callId, session, now) {
      const count = of(account.id);
      const limit = met(count, allowance, count.sessions.has(callId), session, now);
      // a call that no session was free for has used its place in the second all the same: it was an attempt
      if (limit !== 'rate-limit') takeRate(allowance.rate, count.arrival, now);
      if (limit === null && session !== null) beginSession(count.sessions, callId, now + session);
      return limit;
    },
    end: (accountId, callId) => endSession(of(accountId).sessions, callId),
    underWay: (accountId, now) => underWay(of(accountId).sessions, now),
  };
};
