import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A process as the system shows it. `began` tells two processes apart that had the same number one after the other. */
type Process = { readonly state: 'running' | 'zombie'; readonly began: string; readonly name: string };

const stateOf = (letter: string | undefined): 'running' | 'zombie' =>
  letter?.startsWith('Z') || letter?.startsWith('X') ? 'zombie' : 'running';

const fromProc = (pid: number): Process | null => {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // the name stands in brackets and may itself hold brackets and blanks; proc(5) numbers state 3 and start time 22
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  return { state: stateOf(fields[0]), began: fields[19] ?? '', name: stat.slice(stat.indexOf('(') + 1, end) };
};

const fromPs = (pid: number): Process | null => {
  const shown = spawnSync('ps', ['-o', 'stat=,lstart=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [state, ...rest] = (shown.stdout ?? '').trim().split(/\s+/);
  if (state === undefined || state === '') return null;
  return { state: stateOf(state), began: rest.slice(0, 5).join('_'), name: basename(rest.slice(5).join(' ')) };
};

/** The process of that number, or null when there is none. */
export const lookUpProcess = (pid: number): Process | null =>
  process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
