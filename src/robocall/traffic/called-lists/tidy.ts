import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { zoneOf } from '../../../carriers/promises/local-time.ts';
import type { Work } from '../../../db/context.ts';
import { mostDays } from '../days/due.ts';
import { folderOf, neededFrom } from './which.ts';

/** A file is written before it is on record: what is younger than this may belong to an import under way. */
const restMs = 3_600_000;

/**
 * Takes files of called lists off the disk that no day which may still be scored is joined with, and what imports left that were broken off.
 * Returns how many. The lists stay on record: one that is wanted again is taken in again.
 */
export const tidyLists = async (work: Work, dataFolder: string, now: number): Promise<number> => {
  const folder = folderOf(dataFolder, work.carrier.id);
  if (!existsSync(folder)) return 0;
  const needed = await work.transaction((ctx) => neededFrom(ctx, zoneOf(ctx).dayOf(ctx.at) - mostDays));
  let removed = 0;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (needed.has(path)) continue;
    // an import under way takes its own away
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs < restMs) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
};
