import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { id, instant, sha256Hex } from '../../kernel/columns.ts';
import { channelKind } from '../opt-out-channels/record.ts';

/** A choice that could not be written, by all that was known when it was made. */
export const spooledAttempt = z.strictObject({
  id,
  kind: channelKind,
  mechanism: z.enum(['opt-out', 'opt-in']),
  language: z.enum(['en', 'es']),
  triedAt: instant,
  by: z.union([
    z.strictObject({ codeHash: sha256Hex }),
    z.strictObject({ carrierId: id, customerId: id.nullable(), versionId: id.nullable() }),
  ]),
});
export type SpooledAttempt = z.output<typeof spooledAttempt>;

const folderOf = (dataFolder: string): string => join(dataFolder, 'attempts');

/**
 * Keeps an attempt in a file of its own, on disk before this returns: the one place that is left when the database does not
 * answer. Replayed by `settleSpool`.
 */
export const spool = async (dataFolder: string, attempt: SpooledAttempt): Promise<void> => {
  const folder = folderOf(dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${attempt.id}.json`);
  const file = await open(`${path}.fresh`, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(attempt));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.fresh`, path);
};

// the clock of a file system may be ahead by a tick
const clockStep = 1000;

/** What waits in the spool, oldest first: the id and the attempt of each readable file; without those that rest at an instant (epoch ms). */
export const spooled = async (
  dataFolder: string,
  at = Number.POSITIVE_INFINITY,
): Promise<readonly SpooledAttempt[]> => {
  const names = await readdir(folderOf(dataFolder)).catch(() => []);
  const attempts: SpooledAttempt[] = [];
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const path = join(folderOf(dataFolder), name);
    if ((await stat(path)).mtimeMs > at + clockStep) continue;
    const text = await readFile(path, 'utf8');
    attempts.push(spooledAttempt.parse(JSON.parse(text)));
  }
  return attempts;
};

/** Leaves an attempt alone until an instant (epoch ms): it stays in the spool, by the time of its file. */
export const restAttempt = (dataFolder: string, attemptId: string, until: number): Promise<void> =>
  utimes(join(folderOf(dataFolder), `${attemptId}.json`), new Date(until), new Date(until));

/** Forgets an attempt that stands in the database now. */
export const unspool = (dataFolder: string, attemptId: string): Promise<void> =>
  rm(join(folderOf(dataFolder), `${attemptId}.json`), { force: true });
