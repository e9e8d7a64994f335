import { DAY, type Zone } from '../../../kernel/time.ts';
import type { callsBetween, usesOf } from '../columnar/counts.ts';
import type { Complaint, Traceback } from '../side/outside-signals.ts';
import type { Signals } from './part.ts';

type Use = Awaited<ReturnType<typeof usesOf>>[number];
/** A call that somebody traced, and whose it is. */
export type TracedCall = Awaited<ReturnType<typeof callsBetween>>[number];

/** What came from outside, joined with the calls: complaints by the number shown, tracebacks by the call itself. */
export type SignalJoin = {
  /** The day's signals of an account, or of one of its numbers; `callsOn` tells its calls on a day. */
  of(account: string, number: number | null, day: number, callsOn: (day: number) => number): Signals;
  /** What no call answers to, in words for the one who gave the files. */
  readonly unmatched: { readonly complaints: number; readonly tracebacks: number };
};

// a complaint is made within some days of the call: it tells of these days, and weighs on the week after
const daysBack = 30;
const window = 6;
// a traceback's time may be in another zone, or its date a day off
const nearEnough = 1.5 * DAY;

type Attributed = { readonly use: Use; readonly count: number };

/** Each complaint goes to the last day on which the number had called, at the account that called most with it. */
const attribute = (
  complaints: readonly Complaint[],
  uses: ReadonlyMap<number, readonly Use[]>,
  zone: Zone,
): readonly Attributed[] => {
  const counts = new Map<Use, number>();
  for (const { number, atMs } of complaints) {
    const day = zone.dayOf(atMs);
    const [best] = (uses.get(number) ?? [])
      .filter((use) => use.day <= day && use.day >= day - daysBack)
      .toSorted((a, b) => b.day - a.day || b.calls - a.calls || (a.account < b.account ? -1 : 1));
    if (best !== undefined) counts.set(best, (counts.get(best) ?? 0) + 1);
  }
  return [...counts].map(([use, count]) => ({ use, count }));
};

const grouped = <T, K>(list: readonly T[], by: (one: T) => K): ReadonlyMap<K, readonly T[]> => {
  const made = new Map<K, T[]>();
  for (const one of list) {
    const kept = made.get(by(one));
    if (kept === undefined) made.set(by(one), [one]);
    else kept.push(one);
  }
  return made;
};

/** Whether a complaint tells of a day: of its own and the days after, and of earlier ones on which the number called as much. */
const bears = (use: Use, day: number, uses: readonly Use[]): boolean => {
  if (use.day <= day && use.day >= day - window) return true;
  if (use.day < day || use.day > day + window) return false;
  const then = uses.find((one) => one.day === day && one.account === use.account);
  return then !== undefined && then.calls * 2 >= use.calls;
};

const nearest = (found: readonly TracedCall[], day: number): Signals['traceback'] => {
  const near = found
    .map(({ day: on, call }) => ({ days: day - on, key: call }))
    .filter(({ days }) => days >= -window && days <= daysBack)
    .toSorted((a, b) => Math.abs(a.days) - Math.abs(b.days) || (a.key < b.key ? -1 : 1));
  const [first] = near;
  return first === undefined ? null : { ...first, count: near.length };
};

const pairOf = (calling: number, called: number): string => `${calling}>${called}`;

/** The call that each traceback asks about: of the calls between its numbers the one nearest in time. */
const traced = (tracebacks: readonly Traceback[], calls: readonly TracedCall[]): readonly TracedCall[] => {
  const between = grouped(calls, ({ calling, called }) => pairOf(calling, called));
  return tracebacks.flatMap(({ calling, called, atMs }) => {
    const [best] = (between.get(pairOf(calling, called)) ?? [])
      .filter(({ at }) => Math.abs(at - atMs) <= nearEnough)
      .toSorted((a, b) => Math.abs(a.at - atMs) - Math.abs(b.at - atMs));
    return best === undefined ? [] : [best];
  });
};

type Outside = {
  readonly complaints: readonly Complaint[];
  readonly tracebacks: readonly Traceback[];
  readonly uses: readonly Use[];
  /** Calls between the numbers of tracebacks. */
  readonly calls: readonly TracedCall[];
  /** Calls that were found already. */
  readonly traced: readonly TracedCall[];
  readonly zone: Zone;
};

export const joinSignals = ({ complaints, tracebacks, uses, calls, traced: known, zone }: Outside): SignalJoin => {
  const byNumber = grouped(uses, (use) => use.number);
  const attributed = grouped(attribute(complaints, byNumber, zone), ({ use }) => use.account);
  const found = traced(tracebacks, calls);
  const byAccount = grouped([...found, ...known], ({ account }) => account);
  return {
    of(account, number, day, callsOn) {
      const mine = (attributed.get(account) ?? []).filter(
        ({ use }) => (number === null || use.number === number) && bears(use, day, byNumber.get(use.number) ?? []),
      );
      const days = [day, ...mine.map(({ use }) => use.day)];
      let complaintCalls = 0;
      for (let on = Math.min(...days.map((one) => Math.min(one, day - window))); on <= Math.max(...days); on += 1)
        complaintCalls += callsOn(on);
      return {
        complaints: mine.reduce((sum, one) => sum + one.count, 0),
        complaintCalls,
        complaintNumbers: new Set(mine.map(({ use }) => use.number)).size,
        traceback: nearest(
          (byAccount.get(account) ?? []).filter(({ calling }) => number === null || calling === number),
          day,
        ),
      };
    },
    unmatched: {
      complaints: complaints.filter(({ number }) => !byNumber.has(number)).length,
      tracebacks: tracebacks.length - found.length,
    },
  };
};
