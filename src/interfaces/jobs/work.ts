import type { Connections } from '../../db/connect.ts';
import { integrateAll } from '../../ledger/integrate-all.ts';
import type { Outside } from '../../outside/outside.ts';
import { claimFirst, claimNext } from './claim.ts';
import { takeGates } from './gate-calls.ts';
import { takeInboxes, tidyCalls } from './inbox.ts';
import { perform, postpone } from './perform.ts';
import { ensureRecurring } from './recurring.ts';
import { settleSpool } from './settle-spool.ts';

type Complain = (line: string) => void;

export type Worker = { stop(): Promise<void> };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Repeats a task with a pause between, until stopped; a failure is told and tried again. */
const repeat = (task: () => Promise<void>, ms: number, complain: Complain): Worker => {
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

type Claim = typeof claimNext;

const doNext = async (
  connections: Connections,
  outside: Outside,
  complain: Complain,
  claim: Claim,
): Promise<boolean> => {
  const job = await claim(connections.platform, Date.now());
  if (job === null) return false;
  try {
    await perform(connections, outside, job);
  } catch (error) {
    const words = await postpone(connections, job, error, Date.now());
    complain(`compline: job ${job.kind} ${job.id} failed (try ${job.attempts}), will be tried again: ${words}`);
  }
  return true;
};

/** Does one due job. Returns whether there was one. */
export const workOnce = (connections: Connections, outside: Outside, complain: Complain): Promise<boolean> =>
  doNext(connections, outside, complain, claimNext);

const lanes = 4;

/** The background work of a server: grow and sign the ledgers, do the jobs that are due. */
export const work = (connections: Connections, outside: Outside, complain: Complain): Worker => {
  let stopping = false;
  const lane = (claim: Claim) => async () => {
    while (!stopping && (await doNext(connections, outside, complain, claim)));
  };
  const workers = [
    repeat(() => integrateAll(connections), 250, complain),
    repeat(() => settleSpool(connections), 5000, complain),
    repeat(() => ensureRecurring(connections, Date.now(), complain), 60_000, complain),
    repeat(() => takeInboxes(connections, Date.now(), complain), 15_000, complain),
    repeat(() => takeGates(connections, complain), 600_000, complain),
    repeat(() => tidyCalls(connections, Date.now(), complain), 3_600_000, complain),
    ...Array.from({ length: lanes }, () => repeat(lane(claimNext), 500, complain)),
    // a mail server that takes its time may hold all lanes: a no that came by e-mail is read meanwhile
    repeat(lane(claimFirst), 500, complain),
  ];
  return {
    async stop() {
      stopping = true;
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
};
