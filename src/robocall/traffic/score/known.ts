import { middleOf } from '../metrics/proportion.ts';
import type { Account } from '../side/accounts.ts';
import { type PeerGroup, peerGroupOf } from '../thresholds/uses.ts';
import { accountOf, historiesOf, type Known } from './cases.ts';
import type { AccountDay } from './days.ts';
import { peersOf } from './peers.ts';
import type { SignalJoin } from './signals.ts';

// the complaint rate of a use is its middle account's, where there are enough of them to have a middle
const fewestAccounts = 5;

const complaintRates = (signals: SignalJoin, days: readonly AccountDay[], groupOf: (account: string) => PeerGroup) => {
  const seen = new Map<string, { calls: number; complaints: number }>();
  for (const { whole } of days) {
    const kept = seen.get(whole.account) ?? { calls: 0, complaints: 0 };
    seen.set(whole.account, kept);
    kept.calls += whole.of.attempts;
    kept.complaints = Math.max(kept.complaints, signals.of(whole.account, null, whole.day, () => 0).complaints);
  }
  const rates = new Map<PeerGroup, number[]>();
  for (const [account, { calls, complaints }] of seen) {
    const group = groupOf(account);
    const kept = rates.get(group) ?? [];
    rates.set(group, kept);
    kept.push(complaints / Math.max(calls, 1));
  }
  return (group: PeerGroup): number => {
    const all = rates.get(group) ?? [];
    return all.length < fewestAccounts ? 0 : middleOf(all);
  };
};

/** What stands beside the calls. */
export type Beside = {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly inventoried: ReadonlySet<string>;
  readonly signals: SignalJoin;
};

/** Gathers what the parts of the score ask for; `earlier` are days that are known and not judged. */
export const knownOf = (days: readonly AccountDay[], earlier: readonly AccountDay[], beside: Beside): Known => {
  const groupOf = (account: string): PeerGroup => peerGroupOf(accountOf(beside.accounts, account).use);
  const all = [...earlier, ...days];
  return {
    accounts: beside.accounts,
    inventoried: beside.inventoried,
    histories: historiesOf(all),
    signals: beside.signals.of,
    peersOf: peersOf(all, groupOf),
    complaintRate: complaintRates(beside.signals, days, groupOf),
  };
};
