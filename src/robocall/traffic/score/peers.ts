import type { Measure } from '../metrics/measure.ts';
import { middleOf, share } from '../metrics/proportion.ts';
import type { PeerGroup } from '../thresholds/uses.ts';
import type { AccountDay } from './days.ts';
import type { PeerFigure, Peers } from './part.ts';

const fewestPeers = 4;
const fewestCalls = 30;
// peers that all do exactly the same would make any difference count
const leastSpread = 0.03;

const figureOf = (values: readonly number[]): PeerFigure | null => {
  if (values.length < fewestPeers) return null;
  const middle = middleOf(values);
  const spread = 1.4826 * middleOf(values.map((value) => Math.abs(value - middle)));
  return { middle, spread: Math.max(spread, leastSpread), accounts: values.length };
};

const shares = {
  under15: (of: Measure) => share(of.under15, of.answered),
  over120: (of: Measure) => share(of.over120, of.answered),
  invalid: (of: Measure) => share(of.invalid, of.completable),
  ringOnce: (of: Measure) => share(of.ringOnce, of.attempts),
} as const;
type Figure = keyof typeof shares;

type Usual = { readonly account: string } & Readonly<Record<Figure, number>>;

const usualOf = (account: string, days: readonly Measure[]): Usual => {
  const of = (figure: Figure): number => middleOf(days.map(shares[figure]));
  return {
    account,
    under15: of('under15'),
    over120: of('over120'),
    invalid: of('invalid'),
    ringOnce: of('ringOnce'),
  };
};

/** The figures of the other accounts of a declared use: one value an account, the middle of its days, so that no busy one rules. */
export const peersOf = (
  days: readonly AccountDay[],
  groupOf: (account: string) => PeerGroup,
): ((account: string, group: PeerGroup) => Peers) => {
  const byAccount = new Map<string, Measure[]>();
  for (const { whole } of days) {
    if (whole.of.answered < fewestCalls) continue;
    const kept = byAccount.get(whole.account);
    if (kept === undefined) byAccount.set(whole.account, [whole.of]);
    else kept.push(whole.of);
  }
  const groups = new Map<PeerGroup, Usual[]>();
  for (const [account, measures] of byAccount) {
    const group = groupOf(account);
    const kept = groups.get(group) ?? [];
    groups.set(group, kept);
    kept.push(usualOf(account, measures));
  }
  const made = new Map<string, Peers>();
  return (account, group) => {
    const known = made.get(account);
    if (known !== undefined) return known;
    const others = (groups.get(group) ?? []).filter((one) => one.account !== account);
    const of = (figure: Figure): PeerFigure | null => figureOf(others.map((one) => one[figure]));
    const peers: Peers = {
      under15: of('under15'),
      over120: of('over120'),
      invalid: of('invalid'),
      ringOnce: of('ringOnce'),
    };
    made.set(account, peers);
    return peers;
  };
};
