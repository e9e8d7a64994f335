import { finalOrderBlocked } from '../47cfr/64.1200.ts';
import type { Cite } from '../citation.ts';
import type { Weighed } from '../rule.ts';

export type OrderAsked = {
  /** A Final Determination Order that names the provider; `unknown` where one in force bears its name, and nobody knows whether it is the one. */
  readonly order: 'in-force' | 'unknown' | 'ended' | 'none';
  /** Which way calls go between it and us. */
  readonly direction: 'upstream' | 'downstream' | 'both';
};

export type OrderAnswer = {
  readonly allowed: boolean;
  readonly cite: Cite;
  readonly weighed: readonly Weighed[];
  readonly clearsAt: null;
  readonly reason: string;
};

const { cite } = finalOrderBlocked;

/**
 * Whether the calls of a provider may be taken in spite of a Final Determination Order, 64.1200(n)(3). Whoever takes them anew blocks less than
 * all of them, within the thirty days as well: these are for ending what flows. Calls that we hand to it are no concern of the order.
 */
export const orderAgainstProvider = ({ order, direction }: OrderAsked): OrderAnswer => {
  const yes = { allowed: true, cite, weighed: [], clearsAt: null } as const;
  if (direction === 'downstream') return { ...yes, reason: 'We hand it calls and take none of it.' };
  if (order === 'ended' || order === 'none')
    return { ...yes, reason: order === 'ended' ? 'The Commission ended the order.' : 'No order names it.' };
  return {
    allowed: finalOrderBlocked.holds({ blocked: 'nothing', since: null, due: 0 }),
    cite,
    weighed: [finalOrderBlocked.failed],
    clearsAt: null,
    reason:
      order === 'in-force'
        ? 'A Final Determination Order wants all of its calls blocked until the Commission ends it.'
        : 'A Final Determination Order names a company of its name: until it is known that it is another, its calls are not taken.',
  };
};
