import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { refuse } from '../../kernel/problem.ts';
import { codeOf } from './codes.ts';
import type { Binaries } from './find-binaries.ts';
import { commandAs, type RunAs } from './run-as.ts';
import { environment } from './settings.ts';

// byte order and Unicode rules come from PostgreSQL itself, so an index means the same on every machine
const locale = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  process.platform === 'darwin' ? '--locale=C' : '--locale=C.UTF-8',
];

/** Refuses data of another PostgreSQL version, and a folder that is in our way. True when the cluster exists. */
export const isInitialised = (binaries: Binaries, cluster: string): boolean => {
  const written = existsSync(join(cluster, 'PG_VERSION'))
    ? readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    : readdirSync(dirname(cluster))
        .map((name) => /^pg(\d+)$/.exec(name)?.[1])
        .find((major) => major !== undefined && major !== String(binaries.major));
  if (written !== undefined && written !== String(binaries.major))
    return refuse(
      'unavailable',
      `The database in ${dirname(cluster)} was written by PostgreSQL ${written}, and this version of compline brings ${binaries.major}.`,
      `Make a backup with the version of compline that wrote it ('compline backup FILE') and restore it into an empty COMPLINE_DATA.`,
    );
  if (written !== undefined) return true;
  if (existsSync(cluster) && readdirSync(cluster).length > 0)
    return refuse(
      'unavailable',
      `The folder ${cluster} is not a PostgreSQL database.`,
      'Move it away, or choose another COMPLINE_DATA.',
    );
  return false;
};

const runInitdb = (
  binaries: Binaries,
  runAs: RunAs,
  libraries: string | null,
  into: string,
): Promise<string | null> => {
  const command = commandAs(runAs, join(binaries.folder, 'native', 'bin', 'initdb'), [
    ...['-D', into, '-U', 'compline_owner', '--auth-local=trust', '--auth-host=reject', '--no-instructions'],
    ...locale,
  ]);
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(command.file, command.arguments, {
      ...command.user,
      cwd: '/',
      env: environment(libraries),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (bytes) => {
      said += bytes;
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status) => resolve(status === 0 ? null : said.trim() || `initdb ended with status ${status}`));
  });
};

// fsync of the parent makes the rename last through a power cut
const moveIntoPlace = (from: string, cluster: string): void => {
  try {
    renameSync(from, cluster);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
    rmSync(from, { recursive: true, force: true });
  }
  const parent = openSync(dirname(cluster), 'r');
  fsyncSync(parent);
  closeSync(parent);
};

/** Makes an empty database beside its place and moves it there in one step. The caller holds the folder's lock. */
export const initialise = async (
  binaries: Binaries,
  runAs: RunAs,
  libraries: string | null,
  cluster: string,
): Promise<void> => {
  const folder = dirname(cluster);
  const unfinished = `${basename(cluster)}.new-`;
  for (const name of readdirSync(folder).filter((found) => found.startsWith(unfinished)))
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  const fresh = join(folder, unfinished + randomBytes(6).toString('hex'));
  mkdirSync(fresh, { mode: 0o700 });
  if (runAs.how === 'setuid') chownSync(fresh, runAs.user.uid, runAs.user.gid);
  const trouble = await runInitdb(binaries, runAs, libraries, fresh);
  if (trouble === null) return moveIntoPlace(fresh, cluster);
  rmSync(fresh, { recursive: true, force: true });
  refuse('unavailable', `PostgreSQL cannot make its database in ${cluster}: ${trouble}`, 'Mend that and start again.');
};
