import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A user as the kernel knows him. */
export type User = { readonly uid: number; readonly gid: number };

const mayEnter = (folder: string, user: User): boolean => {
  const { mode, uid, gid } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
};

/** Can this user walk from the root down into that folder? Access lists beyond the mode bits are not considered. */
export const canReach = (path: string, user: User): boolean => {
  let folder = realpathSync(path);
  while (mayEnter(folder, user)) {
    if (dirname(folder) === folder) return true;
    folder = dirname(folder);
  }
  return false;
};
