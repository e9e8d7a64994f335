import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { User } from './reach.ts';

/** Gives a folder and all in it to that user. Nothing happens when it is his already. */
export const own = (path: string, user: User): void => {
  const known = lstatSync(path);
  if (known.uid === user.uid) return;
  if (known.isDirectory()) for (const name of readdirSync(path)) own(join(path, name), user);
  // the folder last: a run that was cut off begins again
  lchownSync(path, user.uid, user.gid);
};
