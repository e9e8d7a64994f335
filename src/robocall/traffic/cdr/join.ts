import { DAY } from '../../../kernel/time.ts';

/** A call whose end is not seen waits so long, in the time of the records, before it is told without its end. */
const longestCall = DAY;
/** A call that is told whole waits so long for doubles and for what other tables say of it. */
const afterEnd = 15 * 60_000;
/** So many calls wait at once; then the oldest is told as it stands, so that memory stays flat. */
const mostWaiting = 100_000;
/** So many rows of one key are one call; a key that comes more often tells calls apart no more. */
const mostRows = 500;

type Waiting<Row> = { readonly key: string; readonly since: number; readonly rows: Row[]; done: boolean };

/** Takes rows in the order of their time and gives the rows of one call together. */
export type Joiner<Row> = { take(row: Row, key: string, at: number): void; close(): void };

/**
 * Joins rows by key within the bounds above; `told` gets every call once, its rows in the order they came. `isWhole` says of the
 * rows of a call that only doubles can follow.
 */
export const joiner = <Row>(
  isWhole: (rows: readonly Row[]) => boolean,
  told: (rows: readonly Row[]) => void,
): Joiner<Row> => {
  const open = new Map<string, Waiting<Row>>();
  const ended: { readonly call: Waiting<Row>; readonly at: number }[] = [];
  let endedFrom = 0;
  let now = Number.NEGATIVE_INFINITY;

  const tell = (call: Waiting<Row>): void => {
    if (open.get(call.key) !== call) return;
    open.delete(call.key);
    told(call.rows);
  };

  const settleEnded = (until: number): void => {
    for (let next = ended[endedFrom]; next !== undefined && next.at < until; next = ended[endedFrom]) {
      endedFrom += 1;
      tell(next.call);
    }
    if (endedFrom < 10_000) return;
    ended.splice(0, endedFrom);
    endedFrom = 0;
  };

  const settleOldest = (): void => {
    for (const call of open.values()) {
      if (open.size <= mostWaiting && call.since >= now - longestCall) return;
      tell(call);
    }
  };

  return {
    take: (row, key, at) => {
      if (at > now) now = at;
      let call = open.get(key);
      if (call === undefined) {
        call = { key, since: at, rows: [row], done: false };
        open.set(key, call);
      } else call.rows.push(row);
      if (!call.done && isWhole(call.rows)) {
        call.done = true;
        ended.push({ call, at: now });
      }
      if (call.rows.length >= mostRows) tell(call);
      settleEnded(now - afterEnd);
      settleOldest();
    },
    close: () => {
      for (const call of [...open.values()]) tell(call);
    },
  };
};
