import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '../../../db/context.ts';
import { fileAt, nameAt } from './parts.ts';

/** A part is written before it is on record: what is younger than this may belong to an import under way. */
const restMs = 3_600_000;

/** Takes parts off the disk that no record names: those of purged files, and of imports that were broken off. Returns how many. */
export const tidyParts = async (work: Work, dataFolder: string, now: number): Promise<number> => {
  const folder = join(dataFolder, 'calls', work.carrier.id);
  if (!existsSync(folder)) return 0;
  let removed = 0;
  for (const day of await readdir(folder)) {
    const { parts, arriving } = await work.transaction(async ({ tx }) => ({
      parts: await tx.selectFrom('callPart').select('name').where('day', '=', day).execute(),
      arriving: await tx.selectFrom('callFile').select('id').where('state', '=', 'arriving').execute(),
    }));
    const names = new Set(parts.map(({ name }) => name));
    const files = new Set(arriving.map(({ id }) => id));
    for (const base of await readdir(join(folder, day))) {
      const path = join(folder, day, base);
      if (names.has(nameAt(path)) || files.has(fileAt(path)) || now - (await stat(path)).mtimeMs < restMs) continue;
      await rm(path);
      removed += 1;
    }
  }
  return removed;
};
