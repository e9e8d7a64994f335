import { createHash } from 'node:crypto';
import { accessSync, chmodSync, chownSync, constants, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { refuse } from '../../kernel/problem.ts';
import { codeOf } from './codes.ts';
import { canReach, type User } from './reach.ts';

/** The number in the socket's name; no TCP port is opened. */
export const port = 5432;

// sun_path holds 108 bytes on Linux and 104 on macOS, the last one a zero
const longest = process.platform === 'darwin' ? 103 : 107;

const fits = (folder: string): boolean => Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= longest;

const isUsable = (parent: string, user: User): boolean => {
  try {
    accessSync(parent, constants.W_OK);
    return canReach(parent, user);
  } catch {
    return false;
  }
};

// /run belongs to root alone; a user's own runtime folder vanishes when he logs out, and the server outlives that
const parents = (): readonly string[] => [...(process.getuid?.() === 0 ? ['/run'] : []), tmpdir(), '/tmp'];

const isTrusted = (folder: string, user: User): boolean => {
  const found = lstatSync(folder);
  if (!found.isDirectory()) return false;
  if (found.uid === user.uid || found.uid === process.getuid?.()) return true;
  // where only root can write, nobody else made it
  const parent = statSync(dirname(folder));
  return parent.uid === 0 && (parent.mode & 0o022) === 0;
};

const refuseForeign = (folder: string): never =>
  refuse(
    'unavailable',
    `The folder ${folder} for the database's socket was made by another user.`,
    'Remove it, or set TMPDIR to a folder of your own.',
  );

/** Makes the private folder (mode 0700) in which the server of that data listens; refuses one that somebody else made. */
export const makeSocketFolder = (data: string, user: User): string => {
  const name = `compline-${createHash('sha256').update(realpathSync(data)).digest('hex').slice(0, 16)}`;
  const folder = parents()
    .filter((parent) => isUsable(parent, user))
    .map((parent) => join(parent, name))
    .find(fits);
  if (folder === undefined)
    return refuse(
      'unavailable',
      'No folder for temporary files has a short enough path for a socket.',
      'Set TMPDIR to /tmp.',
    );
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (!isTrusted(folder, user)) return refuseForeign(folder);
  }
  chmodSync(folder, 0o700);
  if (process.getuid?.() === 0) chownSync(folder, user.uid, user.gid);
  return folder;
};

/** Refuses to speak to a server whose socket folder is open to others or not of the one who owns the data. */
export const checkSocketFolder = (folder: string, cluster: string): void => {
  const { uid, mode } = lstatSync(folder);
  const owner = statSync(cluster).uid;
  if (uid !== owner || (mode & 0o077) !== 0) refuseForeign(folder);
};
