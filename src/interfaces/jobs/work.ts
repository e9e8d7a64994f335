import { integrateAll } from '../../ledger/integrate-all.ts';
import type { Opened } from '../open.ts';

export type Worker = { stop(): Promise<void> };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Repeats a task with a pause between, until stopped; a failure is told and tried again. */
const repeat = (task: () => Promise<void>, ms: number, complain: (line: string) => void): Worker => {
  let going = true;
  const loop = (async () => {
    while (going) {
      try {
        await task();
      } catch (error) {
        if (going)
          complain(
            `compline: background work failed, will be tried again: ${error instanceof Error ? error.message : String(error)}`,
          );
      }
      for (let waited = 0; going && waited < ms; waited += 50) await pause(50);
    }
  })();
  return {
    async stop() {
      going = false;
      await loop;
    },
  };
};

/** The background work of a server: grow and sign the ledgers. */
export const work = (opened: Opened, complain: (line: string) => void): Worker =>
  repeat(() => integrateAll(opened.connections), 250, complain);
