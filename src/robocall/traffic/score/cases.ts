import type { Measure } from '../metrics/measure.ts';
import type { Group } from '../metrics/measure-days.ts';
import { risen } from '../metrics/proportion.ts';
import { type Account, undeclared } from '../side/accounts.ts';
import { complaintsOfLegalCalls, historyDays } from '../thresholds/limits.ts';
import { expected, type PeerGroup, peerGroupOf } from '../thresholds/uses.ts';
import type { AccountDay } from './days.ts';
import type { Case, Peers, Shape, Signals } from './part.ts';

const enough = 400;
const mostPooled = 7;

const shapeOfDay = (of: Measure): Shape => ({
  days: 1,
  attempts: of.attempts,
  answered: of.answered,
  completable: of.completable,
  completed: of.completed,
  short6: of.short6,
  under15: of.under15,
  over120: of.over120,
  invalid: of.invalid,
});

const together = (a: Shape, b: Shape): Shape => ({
  days: a.days + b.days,
  attempts: a.attempts + b.attempts,
  answered: a.answered + b.answered,
  completable: a.completable + b.completable,
  completed: a.completed + b.completed,
  short6: a.short6 + b.short6,
  under15: a.under15 + b.under15,
  over120: a.over120 + b.over120,
  invalid: a.invalid + b.invalid,
});

/** The day, with days before added while it is thin and they are like it: a change must not be hidden, nor outlive itself. */
const pooledShape = (of: Measure, before: readonly Measure[]): Shape => {
  let shape = shapeOfDay(of);
  for (const earlier of before.toReversed()) {
    if (shape.attempts >= enough || shape.days === mostPooled) break;
    const day = shapeOfDay(earlier);
    if (Math.abs(risen(day.under15, day.answered, shape.under15, shape.answered)) > 2.5) break;
    shape = together(shape, day);
  }
  return shape;
};

const noPeers: Peers = { under15: null, over120: null, invalid: null, ringOnce: null };

const noSignals: Signals = { complaints: 0, complaintCalls: 0, complaintNumbers: 0, traceback: null };

/** Measures of one account, number or sub-account by day, in order. */
type History = ReadonlyMap<number, Measure>;

/** All that is known of the accounts, their days and the outside, from which every case is made. */
export type Known = {
  readonly accounts: ReadonlyMap<string, Account>;
  /** Accounts of which the inventory knows any number: of the others it cannot tell whose a number is. */
  readonly inventoried: ReadonlySet<string>;
  readonly histories: ReadonlyMap<string, History>;
  signals(account: string, number: number | null, day: number, callsOn: (day: number) => number): Signals;
  peersOf(account: string, group: PeerGroup): Peers;
  complaintRate(group: PeerGroup): number;
};

const historyKey = ({ level, account, key }: Group): string => `${level} ${account} ${key}`;

/** The days of every account and part, found again by day. */
export const historiesOf = (days: readonly AccountDay[]): ReadonlyMap<string, History> => {
  const made = new Map<string, Map<number, Measure>>();
  for (const { whole, parts } of days)
    for (const group of [whole, ...parts]) {
      const key = historyKey(group);
      const history = made.get(key) ?? new Map<number, Measure>();
      made.set(key, history);
      history.set(group.day, group.of);
    }
  return made;
};

const before = (history: History | undefined, day: number): readonly Measure[] => {
  if (history === undefined) return [];
  const days: Measure[] = [];
  for (let on = day - historyDays; on < day; on += 1) {
    const of = history.get(on);
    if (of !== undefined && of.attempts > 0) days.push(of);
  }
  return days;
};

/** The account as it declared itself; a sub-account written into the name ("reseller/one") goes by the account before the mark. */
export const accountOf = (accounts: ReadonlyMap<string, Account>, name: string): Account =>
  accounts.get(name) ?? accounts.get(name.split(/[/:]/)[0] ?? '') ?? undeclared(name);

/** What is known of the account for every day alike. */
export const caseOf = (known: Known, { whole }: AccountDay, group: Group): Case => {
  const account = accountOf(known.accounts, group.account);
  const peerGroup = peerGroupOf(account.use);
  const history = known.histories.get(historyKey(group));
  const earlier = before(history, group.day);
  const number = group.level === 'number' ? Number(group.key.slice(1)) : null;
  return {
    level: group.level,
    of: group.of,
    whole: whole.of,
    shape: pooledShape(group.of, earlier),
    account,
    peerGroup,
    expected: expected[peerGroup],
    inventory: known.inventoried.has(group.account) || known.inventoried.has(account.account) ? 'known' : 'unknown',
    before: earlier,
    peers: group.level === 'account' ? known.peersOf(group.account, peerGroup) : noPeers,
    // nothing tells which address a complaint or a traceback is of: they weigh on the account, and on the number they name
    signals:
      group.level === 'sub-account'
        ? noSignals
        : known.signals(group.account, number, group.day, (day) => history?.get(day)?.attempts ?? 0),
    complaintRate: Math.max(complaintsOfLegalCalls, known.complaintRate(peerGroup)),
    doubt: group.level === 'account' ? 2 : 2.6,
  };
};
