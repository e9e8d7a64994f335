/** Calls under way of one account, each with the instant (ms) at which its lease ends by itself, in the order in which they began. */
export type Sessions = Map<string, number>;

const dropEnded = (sessions: Sessions, now: number): void => {
  for (const [callId, until] of sessions) if (until <= now) sessions.delete(callId);
};

/** Whether one more call fits under the limit; leases that ended make room. */
export const sessionFits = (sessions: Sessions, limit: number, now: number): boolean => {
  if (sessions.size < limit) return true;
  dropEnded(sessions, now);
  return sessions.size < limit;
};

/** How many calls are under way. */
export const sessionsNow = (sessions: Sessions, now: number): number => {
  dropEnded(sessions, now);
  return sessions.size;
};

/** Begins a call that lasts until its end is reported or its lease is over. The same call asked again stays one. */
export const beginSession = (sessions: Sessions, callId: string, until: number): void => {
  sessions.set(callId, until);
};

/** Ends a call; whether it was under way. */
export const endSession = (sessions: Sessions, callId: string): boolean => sessions.delete(callId);
