import { DAY } from '../../../kernel/time.ts';
import type { Draft } from './draft.ts';
import type { SourceOfCalls } from './finish.ts';
import type { Family } from './format.ts';

/** A call whose end is not seen waits so long, in the time of the records, before it is told without its end. */
const longestCall = DAY;
/** A call that is told whole waits so long for doubles and for what other tables say of it. */
const afterEnd = 15 * 60_000;
/** So many calls wait at once; then the oldest is told as it stands, so that memory stays flat. */
const mostWaiting = 100_000;
/** So many rows of one key are one call; a key that comes more often tells calls apart no more. */
const mostRows = 500;
/** So many calls are told at once when no row comes any more. */
const atOnce = 256;

/** The rows of one call, in the order they came, each with the source it stands in. */
type Waiting = {
  readonly key: string;
  /** The latest time of all rows when its first came: in a table out of order, calls do not grow old by their own time. */
  readonly since: number;
  readonly rows: Draft[];
  readonly of: SourceOfCalls[];
  wholeSince: number | null;
  told: boolean;
};

/** First in, first out, without moving what is left each time. */
const queue = <Item>() => {
  let items: Item[] = [];
  let first = 0;
  return {
    add: (item: Item) => void items.push(item),
    first: (): Item | undefined => items[first],
    drop: (): void => {
      first += 1;
      if (first < 4096 || first * 2 < items.length) return;
      items = items.slice(first);
      first = 0;
    },
  };
};

/** Takes rows in the order of their time and gives the rows of one call together. */
export type Joiner = {
  take(row: Draft, of: SourceOfCalls, key: string, at: number): void;
  /** After the last row: tells the calls that still wait, some at a time; false when none waits any more. */
  settleSome(): boolean;
};

/** Joins rows by key within the bounds above; `tell` gets every call once, its rows in the order they came. */
export const joiner = (
  family: Family,
  tell: (rows: readonly Draft[], of: readonly SourceOfCalls[]) => void,
): Joiner => {
  const open = new Map<string, Waiting>();
  const begun = queue<Waiting>();
  const whole = queue<Waiting>();
  let now = Number.NEGATIVE_INFINITY;

  const settle = (call: Waiting): void => {
    if (call.told) return;
    call.told = true;
    open.delete(call.key);
    tell(call.rows, call.of);
  };

  const settleDue = (): void => {
    for (
      let call = whole.first();
      call !== undefined && (call.wholeSince ?? now) < now - afterEnd;
      call = whole.first()
    ) {
      settle(call);
      whole.drop();
    }
    for (let call = begun.first(); call !== undefined; call = begun.first()) {
      if (!call.told && open.size <= mostWaiting && call.since >= now - longestCall) return;
      settle(call);
      begun.drop();
    }
  };

  return {
    take: (row, of, key, at) => {
      if (at > now) now = at;
      let call = open.get(key);
      if (call === undefined) {
        // most calls have one row: arrays of one are a third of what a first push would take
        call = { key, since: now, rows: [row], of: [of], wholeSince: null, told: false };
        open.set(key, call);
        begun.add(call);
      } else {
        call.rows.push(row);
        call.of.push(of);
      }
      if (call.wholeSince === null && family.state(call.rows) === 'complete') {
        call.wholeSince = now;
        whole.add(call);
      }
      if (call.rows.length >= mostRows) settle(call);
      settleDue();
    },
    settleSome: () => {
      for (let count = 0; count < atOnce; count += 1) {
        const call = begun.first();
        if (call === undefined) return false;
        settle(call);
        begun.drop();
      }
      return true;
    },
  };
};
