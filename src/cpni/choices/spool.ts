import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { id, instant, sha256Hex } from '../../kernel/columns.ts';
import { channelKind } from '../opt-out-channels/record.ts';
import { triedCall } from './telephone/tried.ts';

/** A choice that could not be written, by all that was known when it was made. */
export const spooledAttempt = z.strictObject({
  id,
  kind: channelKind,
  mechanism: z.enum(['opt-out', 'opt-in']),
  language: z.enum(['en', 'es']),
  triedAt: instant,
  by: z.union([
    z.strictObject({ codeHash: sha256Hex }),
    z.strictObject({ carrierId: id, call: triedCall }),
    // as the version before wrote a call: what lies here when it is replaced is still a no
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

const pathOf = (dataFolder: string, attemptId: string): string => join(folderOf(dataFolder), `${attemptId}.json`);

/** The ids of what waits in the spool, oldest first, without those that rest at an instant (epoch ms). */
export const waitingIn = async (dataFolder: string, at: number): Promise<readonly string[]> => {
  const names = await readdir(folderOf(dataFolder)).catch(() => []);
  const ids: string[] = [];
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const attemptId = basename(name, '.json');
    if ((await stat(pathOf(dataFolder, attemptId))).mtimeMs <= at + clockStep) ids.push(attemptId);
  }
  return ids;
};

/** An attempt that waits in the spool; thrown where its file cannot be read. */
export const readAttempt = async (dataFolder: string, attemptId: string): Promise<SpooledAttempt> => {
  const text = await readFile(pathOf(dataFolder, attemptId), 'utf8');
  return spooledAttempt.parse(JSON.parse(text));
};

/** All that waits in the spool, oldest first. */
export const spooled = async (dataFolder: string): Promise<readonly SpooledAttempt[]> => {
  const attempts: SpooledAttempt[] = [];
  for (const attemptId of await waitingIn(dataFolder, Number.POSITIVE_INFINITY))
    attempts.push(await readAttempt(dataFolder, attemptId));
  return attempts;
};

/** Leaves an attempt alone until an instant (epoch ms): it stays in the spool, by the time of its file. */
export const restAttempt = (dataFolder: string, attemptId: string, until: number): Promise<void> =>
  utimes(pathOf(dataFolder, attemptId), new Date(until), new Date(until));

/** Forgets an attempt that stands in the database now. */
export const unspool = (dataFolder: string, attemptId: string): Promise<void> =>
  rm(pathOf(dataFolder, attemptId), { force: true });
