import { isByPhone } from '../47cfr/64.2010.ts';
import type { OnCall } from '../47usc/222.ts';
import { covers, type Scope, withSelf } from '../coverage.ts';
import type { Events } from '../events.ts';
import type { Use } from '../facts.ts';

const hasEnded = (events: Events, callId: string, at: number): boolean => {
  for (const end of events.callEnds) if (end.callId === callId && end.at <= at) return true;
  return false;
};

/**
 * What a spoken yes for one call says of a use at an instant (epoch ms): `live` on that call; `not-live` when the yes covers
 * the use but the call is over, another, or no telephone call; `out-of-scope` when the call is live but the yes does not
 * reach the use. A use that names no call and no telephone is not asked. The carrier itself need not be named.
 */
export const oneTimeState = (events: Events, use: Use, scope: Scope, at: number): OnCall['oneTime'] => {
  if (events.oneTimes.length === 0 || (use.callId === null && !isByPhone(use.channel))) return 'none';
  const onCall = use.callId !== null && isByPhone(use.channel) && !hasEnded(events, use.callId, at);
  let best: OnCall['oneTime'] = 'none';
  for (const yes of events.oneTimes) {
    if (yes.at > at) continue;
    const live = onCall && yes.callId === use.callId;
    if (covers(withSelf(yes.covers), scope)) {
      if (live) return 'live';
      best = 'not-live';
    } else if (live && best === 'none') best = 'out-of-scope';
  }
  return best;
};
