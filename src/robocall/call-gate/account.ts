import type { callerIdPolicy, whenBlind } from '../accounts/record.ts';
import type { Rate } from './rate.ts';
import type { Rights } from './rights.ts';

/** What stops an account's calls, the gravest first. */
export type Hold = {
  readonly kind: 'suspended' | 'terminated';
  readonly source: 'onboarding' | 'strikes' | 'investigation' | 'officer' | 'provider';
  readonly reason: string;
  readonly from: number;
};

/** An account as the gate knows it: everything a call is judged by, in memory. */
export type Account = {
  readonly carrierId: string;
  readonly id: string;
  readonly callerId: (typeof callerIdPolicy)['options'][number];
  /** Until when what the carrier itself set is only told, not enforced: epoch ms; null where it is enforced. */
  readonly shadowUntil: number | null;
  readonly whenBlind: (typeof whenBlind)['options'][number];
  readonly spc: string | null;
  readonly rate: Rate;
  readonly sessions: number;
  readonly leaseSeconds: number | null;
  /** Epoch ms; null where the latest decision of its case is a refusal. */
  readonly vettedUntil: number | null;
  readonly endedAt: number | null;
  readonly holds: readonly Hold[];
  readonly rights: Rights;
  /** Numbers with which its calls are refused, whoever has a right to them. */
  readonly blocked: ReadonlySet<number>;
};

/** Who may ask: one account's equipment, or a switch that names the account of each call. */
export type Credential = {
  readonly carrierId: string;
  readonly id: string;
  readonly accountId: string | null;
  readonly trunks: Readonly<Record<string, string>>;
};

/** A carrier as the gate knows it. A demo carrier lives by its own clock. */
export type Carrier = {
  readonly id: string;
  readonly name: string;
  readonly demo: boolean;
  readonly clock: number | null;
  /** The public contact, where it is reached about a block. */
  readonly contact: string;
};
