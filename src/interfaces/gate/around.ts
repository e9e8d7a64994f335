import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Counters, counters } from '../../robocall/call-gate/counters.ts';
import { countJournal } from '../../robocall/call-gate/journal.ts';
import { dealtCounters, serveCounters } from '../../robocall/call-gate/peers.ts';

/** Which of a node's gate processes this is; `index` null: it serves, but counts no account itself. */
export type Place = { readonly index: number | null; readonly processes: number };

/** The one process of a node that has no others. */
export const alone: Place = { index: 0, processes: 1 };

/** Epoch ms that never go back while the process lives: a clock set back must not close a gate. */
const steady = (): (() => number) => {
  const origin = Date.now() - performance.now();
  return () => origin + performance.now();
};

/** Counters of this process among those of its node, and how they are closed. */
export const countersOf = async (
  dataFolder: string,
  { index, processes }: Place,
  patienceMs: number,
  complain: (line: string) => void,
): Promise<{ counters: Counters; close(): Promise<void> }> => {
  if (index === null) {
    const nobody: Counters = {
      ...{ look: () => 'gone', take: () => 'gone', end: () => false, used: () => 'gone' },
      standing: async () => [],
    };
    const dealt = dealtCounters(nobody, dataFolder, { index, processes, patienceMs });
    return { counters: dealt, close: async () => dealt.close() };
  }
  const journal = countJournal(join(dataFolder, 'gate', `counts-${index}.ndjson`), complain, Date.now);
  const own = counters(journal, steady());
  if (processes === 1) return { counters: own, close: async () => journal.close() };
  const stop = await serveCounters(own, dataFolder, index).catch((error) => {
    // the other processes find it gone, and its own accounts are counted all the same
    complain(`compline: gate process ${index} cannot count for the others: ${error}`);
    return async () => {};
  });
  const dealt = dealtCounters(own, dataFolder, { index, processes, patienceMs });
  return {
    counters: dealt,
    async close() {
      dealt.close();
      await stop();
      journal.close();
    },
  };
};
