/** On what a right to show a number rests. */
export type RightBasis = 'assigned' | 'ported-in' | 'letter' | 'toll-free' | 'delegate-certificate';

/** A claim to a number. Instants in epoch ms: it holds from the first, before the second; `until` null without end. */
export type NumberRight = {
  readonly basis: RightBasis;
  readonly evidence: 'verified' | 'unverified' | 'unknown';
  readonly from: number;
  readonly until: number | null;
  /** Whose right the evidence shows: our customer's, or that of the end user whom a reseller serves. */
  readonly holder: 'customer' | 'end-user' | 'unknown';
};

export type RightMissing =
  | 'no-right'
  | 'evidence'
  | 'not-begun'
  | 'ended'
  | 'toll-free-authority'
  | 'end-users-right'
  | 'caller';

/** Who calls: our customer itself, or a customer of our customer. */
export type Caller = 'customer' | 'resellers-customer' | 'unknown';

/** A number that a call shows, who shows it and by what right. */
export type ShownNumber = {
  readonly kind: 'geographic' | 'toll-free' | 'unknown';
  readonly caller: Caller;
  readonly right: NumberRight | null;
};

/** A toll-free number is its subscriber's by the word of its responsible organization, or by a certificate for that number. */
const grounds = ({ kind }: ShownNumber, { basis }: NumberRight): boolean =>
  basis === 'delegate-certificate' || (kind === 'toll-free') === (basis === 'toll-free');

/** What the association of a caller with a number lacks at an instant (epoch ms); null when it is verified. */
export const lackOfRight = (shown: ShownNumber, at: number): RightMissing | null => {
  const { right, caller, kind } = shown;
  if (right === null) return 'no-right';
  if (at < right.from) return 'not-begun';
  if (right.until !== null && at >= right.until) return 'ended';
  if (right.evidence !== 'verified') return 'evidence';
  if (kind === 'unknown' || !grounds(shown, right)) return kind === 'toll-free' ? 'toll-free-authority' : 'no-right';
  if (caller === 'unknown') return 'caller';
  if (caller === 'resellers-customer' && right.holder !== 'end-user') return 'end-users-right';
  return caller === 'customer' && right.holder !== 'customer' ? 'no-right' : null;
};
