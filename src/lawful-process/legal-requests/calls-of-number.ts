import { refuse } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import type { Engine } from '../../robocall/traffic/columnar/engine.ts';
import { type FoundCall, search } from '../../robocall/traffic/columnar/stored-calls.ts';

/** The most calls that one number makes or receives in a day: more are no telephone's, and are asked for by shorter times. */
const most = 100_000;

type Asked = { readonly number: string; readonly from: number; readonly until: number };

/**
 * Calls of a number, made and received, in the order of their time (epoch ms). A day is read at a time out of the parts that hold it,
 * which `pathsIn` names, and no transaction is open meanwhile.
 */
export const callsOf = async (
  engine: Engine,
  pathsIn: (from: number, until: number) => Promise<readonly string[]>,
  { number, from, until }: Asked,
): Promise<readonly FoundCall[]> => {
  const found = new Map<string, FoundCall>();
  for (let at = from; at < until; at += DAY) {
    const end = Math.min(until, at + DAY);
    const paths = await pathsIn(at, end);
    for (const party of [
      { calling: number, called: null },
      { calling: null, called: number },
    ]) {
      const rows = await search(engine, paths, { from: at, until: end, ...party, limit: most + 1 });
      if (rows.length > most)
        refuse('too-large', `There are more than ${most} calls in a day.`, 'Take shorter times: each is a file.');
      for (const row of rows) found.set(`${row.file}/${row.source_row}`, row);
    }
  }
  return [...found.values()].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
};
