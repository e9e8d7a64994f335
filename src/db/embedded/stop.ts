import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '../../kernel/problem.ts';
import { codeOf } from './codes.ts';
import { inLock } from './lock.ts';
import { lookUpProcess } from './look-up-process.ts';
import { holderOf, type Postmaster } from './postmaster.ts';

// the last checkpoint writes everything that is still in memory
const patience = 120_000;

const runningIn = (folder: string): Postmaster | null => {
  if (!existsSync(folder)) return null;
  for (const name of readdirSync(folder).filter((found) => /^pg\d+$/.test(found))) {
    const holder = holderOf(join(folder, name));
    if (holder.kind === 'living') return holder.postmaster;
  }
  return null;
};

// SIGINT is PostgreSQL's fast shutdown: sessions are ended, transactions rolled back, everything is written
const askToEnd = (pid: number): void => {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return;
    refuse('unavailable', `PostgreSQL (process ${pid}) belongs to another user.`, 'Stop it as that user.');
  }
};

const hasEnded = (pid: number): boolean => {
  const found = lookUpProcess(pid);
  return found === null || found.state === 'zombie' || found.name !== 'postgres';
};

const stopNow = async (postmaster: Postmaster): Promise<void> => {
  const until = Date.now() + patience;
  askToEnd(postmaster.pid);
  while (!hasEnded(postmaster.pid)) {
    if (Date.now() > until)
      refuse(
        'unavailable',
        `PostgreSQL (process ${postmaster.pid}) has not ended after two minutes.`,
        'Wait, then try again.',
      );
    await sleep(10);
  }
  try {
    if (postmaster.socketFolder !== '') rmdirSync(postmaster.socketFolder);
  } catch {
    // not ours to remove, or not empty: the next start copes
  }
};

/** Where in a data folder the one who starts or stops its server locks out the others. */
export const lockOf = (folder: string): string => join(folder, 'embedded.lock');

/** Stops the embedded server of that data folder, whoever started it, and waits until all is written. */
export const stopEmbedded = async (folder: string): Promise<'stopped' | 'not running'> => {
  if (runningIn(folder) === null) return 'not running';
  return inLock(lockOf(folder), async () => {
    const running = runningIn(folder);
    if (running === null) return 'not running';
    await stopNow(running);
    return 'stopped';
  });
};
