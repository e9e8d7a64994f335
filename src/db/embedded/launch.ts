import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fchownSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '../../kernel/problem.ts';
import type { Binaries } from './find-binaries.ts';
import { holderOf, type Postmaster } from './postmaster.ts';
import { commandAs, type RunAs } from './run-as.ts';
import { environment, settings } from './settings.ts';
import { answers } from './wait-ready.ts';

/** All that one start of the server needs. */
type Launch = {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly libraries: string | null;
  readonly cluster: string;
  readonly socketFolder: string;
};

const patience = 60_000;
const largestLog = 10_000_000;

// what a killed server leaves behind for a moment: its lock file, its unreaped process, its last children
const passing = /lock file ".*" already exists|pre-existing shared memory block/;

const openLog = (path: string, runAs: RunAs): number => {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(path, `${path}.1`);
  const log = openSync(path, 'a', 0o600);
  if (runAs.how === 'setuid') fchownSync(log, runAs.user.uid, runAs.user.gid);
  return log;
};

const spawnServer = (launch: Launch, log: number): ChildProcess => {
  const program = join(launch.binaries.folder, 'native', 'bin', 'postgres');
  const command = commandAs(launch.runAs, program, ['-D', launch.cluster, ...settings(launch.socketFolder)]);
  const holder = holderOf(launch.cluster);
  // PostgreSQL takes any living process of that number for a server, also a zombie or a stranger. This is pg_ctl's way of
  // telling it whom to disregard; the memory of surviving children is still checked.
  const disregard = holder.kind === 'dead' ? { PG_GRANDPARENT_PID: String(holder.pid) } : {};
  return spawn(command.file, command.arguments, {
    ...command.user,
    cwd: '/',
    env: { ...environment(launch.libraries), ...disregard },
    // a group of its own: neither our end nor a Ctrl-C at the terminal reaches it
    detached: true,
    stdio: ['ignore', log, log],
  });
};

type Outcome = { readonly postmaster: Postmaster } | { readonly trouble: string };

const watch = async (launch: Launch, child: ChildProcess): Promise<Postmaster | 'ended' | Error> => {
  let ended: 'ended' | Error | null = null;
  child.on('exit', () => {
    ended ??= 'ended';
  });
  child.on('error', (error) => {
    ended = error;
  });
  while (ended === null) {
    const holder = holderOf(launch.cluster);
    if (holder.kind === 'living' && holder.postmaster.pid === child.pid)
      if (await answers(holder.postmaster, launch.cluster)) return holder.postmaster;
    await sleep(5);
  }
  return ended;
};

const launchOnce = async (launch: Launch): Promise<Outcome> => {
  const path = join(dirname(launch.cluster), 'postgres.log');
  const log = openLog(path, launch.runAs);
  const written = fstatSync(log).size;
  const child = spawnServer(launch, log);
  closeSync(log);
  child.unref();
  const seen = await watch(launch, child);
  if (seen instanceof Error) return { trouble: seen.message };
  if (seen !== 'ended') return { postmaster: seen };
  return { trouble: readFileSync(path).subarray(written).toString('utf8').trim() || 'it ended without a word' };
};

const gist = (trouble: string): string => {
  const lines = trouble.split('\n');
  return (lines.find((line) => /FATAL|error while loading|PANIC/.test(line)) ?? lines.at(-1) ?? '').trim();
};

/** Starts the server and waits until it answers; it outlives this process. The caller holds the folder's lock. */
export const launchServer = async (launch: Launch): Promise<Postmaster> => {
  const until = Date.now() + patience;
  for (;;) {
    const outcome = await launchOnce(launch);
    if ('postmaster' in outcome) return outcome.postmaster;
    const log = join(dirname(launch.cluster), 'postgres.log');
    if (!passing.test(outcome.trouble))
      return refuse('unavailable', `PostgreSQL does not start: ${gist(outcome.trouble)}`, `Read ${log}.`);
    if (Date.now() > until)
      return refuse(
        'unavailable',
        `A killed PostgreSQL still holds ${launch.cluster} after a minute: ${gist(outcome.trouble)}`,
        'End what is left of it; in a container, run with --init so that dead processes are cleared away.',
      );
    await sleep(100);
  }
};
