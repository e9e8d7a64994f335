import type { Cite } from '../citation.ts';
import type { Weighed } from '../rule.ts';
import type { CpniVersion } from '../versions.ts';
import type { ApprovalMissing } from './approval-verdict.ts';

/** On what a yes rests. */
export type AllowedBasis =
  | 'no-approval-needed'
  | 'opt-out'
  | 'opt-in'
  | 'one-time'
  | 'legal-process'
  | 'customer-request'
  | 'authenticated';

/** What stands in the way: contracts.md 1.1 (12). */
export type Missing =
  | ApprovalMissing
  | 'agreement'
  | 'authentication'
  | 'call'
  | 'order'
  | 'prohibited'
  | 'not-applicable'
  | 'promise';

/** How CPNI may reach the customer, or the person named in an order. */
export type How =
  | 'speak'
  | 'show'
  | 'send-to-address-of-record'
  | 'call-number-of-record'
  | 'recited-items-only'
  | 'give';

/** Whether CPNI may be used, who decided, and what stands in the way. */
export type Answer = {
  readonly allowed: boolean;
  readonly basis: AllowedBasis | 'none';
  /** The paragraph that allows, or the one that belongs to the first of `missing`. */
  readonly cite: Cite;
  /** The rules in force at the question's instant; null before the statute. */
  readonly version: CpniVersion['name'] | null;
  /** Empty when allowed; the deciding one first. */
  readonly missing: readonly Missing[];
  readonly how: How | null;
  /** First local day of use after a wait that runs. */
  readonly clearsDay: number | null;
  /** The first instant (epoch ms) at which the answer could change without a new event; null when not allowed. */
  readonly validUntilMs: number | null;
  readonly reason: string;
  /** Every paragraph that was asked, in order. */
  readonly weighed: readonly Weighed[];
};
