import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
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

/** What waits in the spool, oldest first: the id and the attempt of each readable file. */
export const spooled = async (dataFolder: string): Promise<readonly SpooledAttempt[]> => {
  const names = await readdir(folderOf(dataFolder)).catch(() => []);
  const attempts: SpooledAttempt[] = [];
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const text = await readFile(join(folderOf(dataFolder), name), 'utf8');
    attempts.push(spooledAttempt.parse(JSON.parse(text)));
  }
  return attempts;
};

/** Forgets an attempt that stands in the database now. */
export const unspool = (dataFolder: string, attemptId: string): Promise<void> =>
  rm(join(folderOf(dataFolder), `${attemptId}.json`), { force: true });
