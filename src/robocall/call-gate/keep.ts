import type { Connections } from '../../db/connect.ts';
import { type Answered, keepInGroups } from './group.ts';
import { spoolAt } from './spool.ts';

export type Keeping = {
  /** The evidence id once the answer is kept; null where it waits on the disk for the database, or an emergency call could be kept nowhere. */
  keep(carrierId: string, answered: Answered): Promise<string | null>;
  stop(): Promise<void>;
};

/** How often what waits on the disk is handed to the database. */
const everyMs = 2000;

/** Keeps answers in the database, and on the disk at `spoolPath` while it is away: no acknowledged call is lost, none waits for it. */
export const keeping = (connections: Connections, spoolPath: string, complain: (line: string) => void): Keeping => {
  const inGroups = keepInGroups(connections);
  const spool = spoolAt(spoolPath);
  let draining: Promise<void> = Promise.resolve();
  const drain = () => {
    draining = draining.then(() => spool.drain(inGroups)).catch((error) => complain(`compline: gate spool: ${error}`));
  };
  drain();
  const timer = setInterval(drain, everyMs);
  timer.unref();
  return {
    async keep(carrierId, answered) {
      try {
        return await inGroups(carrierId, answered);
      } catch {
        try {
          spool.add({ carrierId, answered });
        } catch (error) {
          complain(`compline: a call could be kept neither in the database nor on the disk: ${error}`);
          // an emergency call is carried whatever is gone; any other is no answer without its record
          if (!answered.emergency) throw error;
        }
        return null;
      }
    },
    async stop() {
      clearInterval(timer);
      await draining;
    },
  };
};
