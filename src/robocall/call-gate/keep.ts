import type { Connections } from '../../db/connect.ts';
import { gather } from '../../kernel/gather.ts';
import { randomIds } from '../../kernel/id.ts';
import { overdue } from '../../kernel/overdue.ts';
import { type Answered, keepGroup, type RecordedCarrier } from './group.ts';
import { spoolIn, type Unkept, unkeptIn } from './spool.ts';

/** Where an answer is kept: on record, on the disk until the database is back, or nowhere. Its id is `<group>.<line>` either way. */
export type Kept =
  | { readonly where: 'record' | 'disk'; readonly evidenceId: string }
  | { readonly where: 'nowhere'; readonly evidenceId: null };

export type Keeping = {
  keep(carrierId: string, answered: Answered): Promise<Kept>;
  /** What waits on the disk, of all processes of the node. */
  unkept(): Promise<Unkept>;
  stop(): Promise<void>;
};

/** How often what waits on the disk is handed to the database. */
const everyMs = 2000;

/** Where answers wait on the disk, and how long the database may take for a group before it goes there: no call waits longer for one that hangs. */
export type KeepingSettings = { readonly folder: string; readonly patienceMs: number };

/** Most calls of one commit. */
const largest = 5000;

/** Commits begin this far apart at least: under load more calls share one, and none waits much longer for it. */
const apartMs = 5;

/** What comes of a promise, or an error where it takes too long; what it comes to later is nobody's. */
const within = async (ms: number, work: Promise<void>): Promise<void> => {
  let takeBack = () => {};
  const late = new Promise<never>((_, reject) => {
    takeBack = overdue(ms, () => reject(new Error(`the database did not answer within ${ms} ms`)));
  });
  try {
    await Promise.race([work, late]);
  } finally {
    takeBack();
    work.catch(() => {});
  }
};

/**
 * Keeps answers in groups: while one is committed, what comes shares the next. A group that the database does not take in time goes to
 * the disk under the same id, so that it is on record once even if its commit comes late; while the database is away the disk is first.
 */
export const keeping = (
  connections: Connections,
  carrierOf: (carrierId: string) => RecordedCarrier | undefined,
  { folder, patienceMs }: KeepingSettings,
  complain: (line: string) => void,
): Keeping => {
  const commit = keepGroup(connections, carrierOf);
  const spool = spoolIn(folder, complain);
  // the same failure of a thousand calls is told once
  let told = '';
  const tell = (what: string, error: unknown) => {
    const line = `compline: ${what}: ${error instanceof Error ? error.message : String(error)}`;
    if (line !== told) complain(line);
    told = line;
  };
  let away = false;
  const onRecord = async (carrierId: string, groupId: string, answered: readonly Answered[]): Promise<boolean> => {
    try {
      await within(patienceMs, commit(carrierId, groupId, answered));
      return true;
    } catch (error) {
      away = true;
      tell('the record of calls is written to the disk', error);
      return false;
    }
  };
  const onDisk = async (carrierId: string, groupId: string, answered: readonly Answered[]): Promise<boolean> => {
    try {
      await spool.add({ carrierId, groupId, answered });
      return true;
    } catch (error) {
      tell('calls cannot be kept on the disk', error);
      return false;
    }
  };
  const place = async (carrierId: string, groupId: string, answered: readonly Answered[]): Promise<Kept['where']> => {
    for (const way of away ? [onDisk, onRecord] : [onRecord, onDisk])
      if (await way(carrierId, groupId, answered)) return way === onRecord ? 'record' : 'disk';
    return 'nowhere';
  };
  const inGroups = gather<Answered, Kept>(
    async (carrierId, answered) => {
      const groupId = randomIds(Date.now())();
      const where = await place(carrierId, groupId, answered);
      return answered.map((_, line) =>
        where === 'nowhere' ? { where, evidenceId: null } : { where, evidenceId: `${groupId}.${line}` },
      );
    },
    { most: largest, everyMs: apartMs },
  );

  let draining: Promise<void> | null = null;
  const drain = () => {
    draining ??= spool
      .drain(commit)
      .then(
        () => {
          away = false;
        },
        (error) => tell('calls wait on the disk for the database', error),
      )
      .finally(() => {
        draining = null;
      });
  };
  drain();
  const timer = setInterval(drain, everyMs);
  timer.unref();
  return {
    keep: inGroups,
    unkept: () => unkeptIn(folder),
    async stop() {
      clearInterval(timer);
      // a database that hangs does not keep the process from ending: what waits is on the disk
      if (draining !== null) await within(everyMs, draining).catch(() => {});
    },
  };
};
