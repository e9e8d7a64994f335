import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '../../kernel/problem.ts';
import { codeOf } from './codes.ts';
import { lookUpProcess } from './look-up-process.ts';

// longer than a starter may wait for crash recovery
const patience = 660_000;

const newToken = (): string => {
  const began = lookUpProcess(process.pid)?.began ?? '';
  return `${process.pid}-${began.replaceAll(/[^A-Za-z0-9]/g, '_')}-${randomBytes(6).toString('hex')}`;
};

const isAbandoned = (token: string): boolean => {
  const [pid, began] = token.split('-');
  const owner = lookUpProcess(Number(pid));
  return owner === null || owner.state === 'zombie' || owner.began.replaceAll(/[^A-Za-z0-9]/g, '_') !== began;
};

// A folder may replace an empty folder in one step, never a full one: so the rename is the test and the taking at once.
const take = (lock: string, token: string): boolean => {
  const mine = `${lock}-${token}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, token), '');
  try {
    renameSync(mine, lock);
    return true;
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
    rmSync(mine, { recursive: true, force: true });
    return false;
  }
};

const ownerOf = (lock: string): string | undefined => {
  try {
    return readdirSync(lock)[0];
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const release = (lock: string, token: string): void => {
  rmSync(join(lock, token), { force: true });
  try {
    rmdirSync(lock);
  } catch {
    // the next one has it already
  }
};

const acquire = async (lock: string, token: string): Promise<void> => {
  const until = Date.now() + patience;
  while (!take(lock, token)) {
    const owner = ownerOf(lock);
    // tokens are never used twice, so this cannot remove the lock of a living process
    if (owner !== undefined && isAbandoned(owner)) rmSync(join(lock, owner), { force: true });
    else await sleep(20);
    if (Date.now() > until)
      refuse(
        'unavailable',
        `Process ${owner?.split('-')[0]} has held ${lock} for eleven minutes.`,
        'End that process.',
      );
  }
};

/** Does the work while no other process on this machine works under the same lock. A killed owner's lock is taken over. */
export const inLock = async <T>(lock: string, work: () => Promise<T>): Promise<T> => {
  const token = newToken();
  await acquire(lock, token);
  try {
    return await work();
  } finally {
    release(lock, token);
  }
};
