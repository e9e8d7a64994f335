import type { Level, SampleKind } from '../columnar/counts.ts';
import type { Measure } from '../metrics/measure.ts';
import type { Account } from '../side/accounts.ts';
import type { Expected, PeerGroup } from '../thresholds/uses.ts';

/** Counts of talk and completion that are added over a few days where one is too thin. */
export type Shape = {
  readonly days: number;
  readonly attempts: number;
  readonly answered: number;
  readonly completable: number;
  readonly completed: number;
  readonly short6: number;
  readonly under15: number;
  readonly over120: number;
  readonly invalid: number;
};

/** What others of the same declared use do: the middle of their shares and how far they stray. */
export type PeerFigure = { readonly middle: number; readonly spread: number; readonly accounts: number };
export type Peers = Readonly<Record<'under15' | 'over120' | 'invalid' | 'ringOnce', PeerFigure | null>>;

/** What came from outside about these numbers. */
export type Signals = {
  readonly complaints: number;
  readonly complaintCalls: number;
  readonly complaintNumbers: number;
  /** Days since the call of the latest traceback; null without one; negative where it is still to come. */
  readonly traceback: { readonly days: number; readonly key: string; readonly count: number } | null;
};

/** Everything a part of the score looks at: one account, number or sub-account on one day. */
export type Case = {
  readonly level: Level;
  readonly of: Measure;
  /** The whole account's day, the same as `of` at the account's level. */
  readonly whole: Measure;
  readonly shape: Shape;
  readonly account: Account;
  readonly peerGroup: PeerGroup;
  readonly expected: Expected;
  readonly inventory: 'known' | 'unknown';
  /** The days before, at most 28, oldest first. */
  readonly before: readonly Measure[];
  readonly peers: Peers;
  readonly signals: Signals;
  /** Complaints a call that accounts of this use draw in these records. */
  readonly complaintRate: number;
  /** Standard deviations of doubt given to small samples. */
  readonly doubt: number;
};

/** One reason: how strong it is from 0 to 1, its figures, and in words why. */
export type Finding = {
  readonly code: string;
  readonly strength: number;
  readonly value: number;
  readonly threshold: number;
  readonly why: string;
  readonly sample: SampleKind;
};

/** A named part of the score; null where it has nothing to say. */
export type Part = (of: Case) => Finding | null;

/** A count with its noun. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
