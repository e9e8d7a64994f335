import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type Binaries, findBinaries } from './find-binaries.ts';
import { initialise, isInitialised } from './initialise.ts';
import { launchServer } from './launch.ts';
import { leaveEmbedded } from './leave.ts';
import { inLock } from './lock.ts';
import { own } from './own.ts';
import type { Postmaster } from './postmaster.ts';
import { repairSymlinks } from './repair-symlinks.ts';
import { chooseRunAs } from './run-as.ts';
import { makeSocketFolder } from './socket-folder.ts';
import { lockOf, stopEmbedded } from './stop.ts';
import { waitReady } from './wait-ready.ts';

/** A server that answers. `host` is the folder of its Unix socket; connect as `compline_owner`, without password. */
export type Embedded = {
  readonly host: string;
  readonly port: number;
  readonly how: 'started' | 'joined';
  readonly postmasterPid: number;
  /** Stops it for everybody. */
  stop(): Promise<void>;
  /** Stops it unless others are connected, such as a server that joined what a command started. Close your connections first. */
  leave(): Promise<'stopped' | 'still used'>;
};

const embedded = (postmaster: Postmaster, how: 'started' | 'joined', folder: string): Embedded => ({
  host: postmaster.socketFolder,
  port: postmaster.port,
  how,
  postmasterPid: postmaster.pid,
  stop: async () => {
    await stopEmbedded(folder);
  },
  leave: () => leaveEmbedded(postmaster, folder),
});

const bringUp = async (binaries: Binaries, folder: string, cluster: string): Promise<Postmaster> => {
  const runAs = chooseRunAs(binaries, folder, cluster);
  const libraries = repairSymlinks(binaries, join(folder, 'pg-lib'));
  if (!isInitialised(binaries, cluster)) await initialise(binaries, runAs, libraries, cluster);
  if (process.getuid?.() === 0) own(cluster, runAs.user);
  const socketFolder = makeSocketFolder(folder, runAs.user);
  return launchServer({ binaries, runAs, libraries, cluster, socketFolder });
};

const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  // root's server runs as somebody else, who must pass through; the database below is closed to all but him
  mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
};

/** As `startEmbedded`, with the binaries of a given package folder. */
export const startFrom = async (binaries: Binaries, folder: string): Promise<Embedded> => {
  makeFolder(folder);
  const place = realpathSync(folder);
  const cluster = join(place, `pg${binaries.major}`);
  const running = await waitReady(cluster);
  if (running !== null) return embedded(running, 'joined', place);
  return inLock(lockOf(place), async () => {
    const meanwhile = await waitReady(cluster);
    if (meanwhile !== null) return embedded(meanwhile, 'joined', place);
    return embedded(await bringUp(binaries, place, cluster), 'started', place);
  });
};

/**
 * The embedded PostgreSQL of a data folder: joined when it runs, otherwise started, after making it on the first use.
 * Any number of processes may call this at once. The server goes on when this process ends. Refuses with `unavailable`.
 */
export const startEmbedded = (folder: string): Promise<Embedded> => startFrom(findBinaries(), folder);
