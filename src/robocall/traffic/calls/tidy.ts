import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '../../../db/context.ts';
import { baseOf } from './parts.ts';

/** A part is written before it is on record: what is younger than this may belong to an import under way. */
const restMs = 3_600_000;

/** Takes parts off the disk that no record names: those of purged files, and of imports that were broken off. Returns how many. */
export const tidyParts = async (work: Work, dataFolder: string, now: number): Promise<number> => {
  const base = join(dataFolder, 'calls', work.carrier.id);
  if (!existsSync(base)) return 0;
  let removed = 0;
  for (const day of await readdir(base)) {
    const known = await work.transaction((ctx) =>
      ctx.tx.selectFrom('callPart').select(['fileId', 'day', 'nth']).where('day', '=', day).execute(),
    );
    const names = new Set(known.map(baseOf));
    for (const name of await readdir(join(base, day))) {
      const path = join(base, day, name);
      if (names.has(name) || now - (await stat(path)).mtimeMs < restMs) continue;
      await rm(path);
      removed += 1;
    }
  }
  return removed;
};
