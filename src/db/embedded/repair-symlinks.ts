import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { codeOf } from './codes.ts';
import type { Binaries } from './find-binaries.ts';

type Link = { readonly source: string; readonly target: string };

const linksOf = (binaries: Binaries): readonly Link[] => {
  const list = join(binaries.folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly Link[];
  return links.map(({ source, target }) => ({
    source: join(binaries.folder, source),
    target: join(binaries.folder, target),
  }));
};

// symlink(2) is atomic: of two processes that repair at once, one makes the link and the other finds it
const link = (to: string, at: string): void => {
  try {
    symlinkSync(to, at);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

const inPlace = (missing: readonly Link[]): 'made' | 'read-only' => {
  try {
    for (const { source, target } of missing) link(relative(dirname(target), source), target);
    return 'made';
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) return 'read-only';
    throw error;
  }
};

/**
 * Makes the library links that npm leaves out under --ignore-scripts. The folders to search first for libraries, or null
 * when the package is whole. Where the package is read-only the links are made in `spare`, which the caller has locked.
 */
export const repairSymlinks = (binaries: Binaries, spare: string): string | null => {
  const links = linksOf(binaries);
  const missing = links.filter(({ target }) => !existsSync(target));
  if (missing.length === 0 || inPlace(missing) === 'made') return null;
  rmSync(spare, { recursive: true, force: true });
  mkdirSync(spare, { mode: 0o755 });
  for (const { source, target } of links) link(source, join(spare, basename(target)));
  // a library found through a link looks for its own needs beside the link
  return [spare, join(binaries.folder, 'native', 'lib')].join(delimiter);
};
