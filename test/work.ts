import { claimNext } from '../src/interfaces/jobs/claim.ts';
import { perform } from '../src/interfaces/jobs/perform.ts';
import type { Outside } from '../src/outside/outside.ts';
import type { TestHouse } from './house.ts';

/** Does all work that is due by the carriers' clocks, as the worker would, and gives the names of what was done. */
export const workAll = async (home: TestHouse, outside: Outside): Promise<readonly string[]> => {
  const done: string[] = [];
  for (;;) {
    const job = await claimNext(home.connections.platform, Date.now());
    if (job === null) return done;
    await perform(home.connections, outside, job);
    done.push(job.kind);
  }
};
