import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Swap, Trust } from '../../robocall/signing/trust.ts';

/** The files of a trust folder; revocation lists stand beside them as `*.crl`. */
export const trustFiles = { administrators: 'administrators.pem', authorities: 'authorities.pem' } as const;

const bytesOf = async (path: string): Promise<Buffer | null> => {
  try {
    return await readFile(path);
  } catch {
    // what was never given is not missing: nobody is believed until a list is there
    return null;
  }
};

const listsIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.crl')).sort();
  } catch {
    return [];
  }
};

/** Takes what a trust folder holds at `now` (epoch ms); each file that is there is told with what became of it. */
export const takeFolder = async (
  trust: Trust,
  folder: string,
  now: number,
  told: (file: string, swap: Swap) => void,
): Promise<void> => {
  const administrators = await bytesOf(join(folder, trustFiles.administrators));
  if (administrators !== null) told(trustFiles.administrators, trust.takeAdministrators(administrators));
  const authorities = await bytesOf(join(folder, trustFiles.authorities));
  if (authorities !== null) told(trustFiles.authorities, trust.takeAnchors(authorities, now));
  for (const name of await listsIn(folder)) {
    const list = await bytesOf(join(folder, name));
    if (list !== null) told(name, trust.takeRevocationList(name, list, now));
  }
};
