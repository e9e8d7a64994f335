import type { Connections } from '../../db/connect.ts';
import { type Answered, keepGroupOnce, keepInGroups } from './group.ts';
import { spoolIn } from './spool.ts';

/** Where an answer is kept: on record, on the disk until the database is back, or nowhere. */
export type Kept =
  | { readonly where: 'record'; readonly evidenceId: string }
  | { readonly where: 'disk' | 'nowhere'; readonly evidenceId: null };

export type Keeping = {
  keep(carrierId: string, answered: Answered): Promise<Kept>;
  stop(): Promise<void>;
};

/** How often what waits on the disk is handed to the database. */
const everyMs = 2000;

/** Keeps answers in the database, and in a folder on the disk while it is away: no acknowledged call is lost, none waits for it. */
export const keeping = (connections: Connections, folder: string, complain: (line: string) => void): Keeping => {
  const inGroups = keepInGroups(connections);
  const once = keepGroupOnce(connections);
  const spool = spoolIn(folder, complain);
  // the same failure of a thousand calls is told once
  let told = '';
  const tell = (what: string, error: unknown) => {
    const line = `compline: ${what}: ${error instanceof Error ? error.message : String(error)}`;
    if (line !== told) complain(line);
    told = line;
  };
  let draining: Promise<void> = Promise.resolve();
  const drain = () => {
    draining = draining
      .then(() => spool.drain(once))
      .catch((error) => tell('calls wait on the disk for the database', error));
  };
  drain();
  const timer = setInterval(drain, everyMs);
  timer.unref();
  return {
    async keep(carrierId, answered) {
      try {
        return { where: 'record', evidenceId: await inGroups(carrierId, answered) };
      } catch (error) {
        tell('the record of calls is written to the disk', error);
      }
      try {
        await spool.add({ carrierId, answered });
        return { where: 'disk', evidenceId: null };
      } catch (error) {
        tell('a call could be kept neither on record nor on the disk', error);
        return { where: 'nowhere', evidenceId: null };
      }
    },
    async stop() {
      clearInterval(timer);
      await draining;
    },
  };
};
