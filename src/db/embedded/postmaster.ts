import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../kernel/problem.ts';
import { codeOf } from './codes.ts';
import { lookUpProcess } from './look-up-process.ts';

/** A running server as its lock file shows it. `status` is empty in the first milliseconds. */
export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly status: string;
};

/** Who holds a data folder: nobody, a process that died without letting go, or a living server. */
type Holder =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'dead'; readonly pid: number }
  | { readonly kind: 'living'; readonly postmaster: Postmaster };

const lockFileOf = (cluster: string): string | null => {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (codeOf(error) !== 'EACCES') throw error;
    return refuse(
      'unavailable',
      `The database in ${cluster} belongs to another user of this machine.`,
      'Run compline as the user who first started it, or choose another folder with COMPLINE_DATA.',
    );
  }
};

/** Reads `postmaster.pid` of a data folder. Refuses a folder that this user may not read. */
export const holderOf = (cluster: string): Holder => {
  const lines = lockFileOf(cluster)?.split('\n');
  const pid = Math.abs(Number.parseInt(lines?.[0] ?? '', 10));
  if (lines === undefined || !(pid > 0)) return { kind: 'nobody' };
  const found = lookUpProcess(pid);
  // after a restart of the machine or container the number may belong to any other program
  if (found === null || found.state === 'zombie' || found.name !== 'postgres') return { kind: 'dead', pid };
  const postmaster = {
    pid,
    port: Number(lines[3] ?? ''),
    socketFolder: lines[4] ?? '',
    status: lines[7]?.trim() ?? '',
  };
  return { kind: 'living', postmaster };
};
