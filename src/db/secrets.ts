import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../kernel/problem.ts';

const nameForm = /^[a-z0-9][a-z0-9-]{0,40}$/;

// beside the ledger keys, so that a backup seals them too
const placeOf = (dataFolder: string, carrierId: string, name: string): { folder: string; path: string } => {
  if (!nameForm.test(name)) refuse('invalid-input', `'${name}' cannot name a secret.`, 'Use letters, digits, hyphens.');
  const folder = join(dataFolder, 'keys');
  return { folder, path: join(folder, `${carrierId}-${name}.json`) };
};

// written whole beside its place: nobody ever reads half of one
const writtenBeside = async (folder: string, path: string, value: string): Promise<string> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fresh = `${path}.${randomUUID()}`;
  const file = await open(fresh, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify({ secret: value }));
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(fresh, 0o600);
  return fresh;
};

/** Keeps a secret of a carrier (a mail password, a signing key): one file, its owner's eyes only; replaces an older one. */
export const keepSecret = async (dataFolder: string, carrierId: string, name: string, value: string): Promise<void> => {
  const { folder, path } = placeOf(dataFolder, carrierId, name);
  await rename(await writtenBeside(folder, path, value), path);
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** A secret of a carrier, or null where none was given. */
export const secretOf = async (dataFolder: string, carrierId: string, name: string): Promise<string | null> => {
  try {
    const { secret }: { secret: string } = JSON.parse(
      await readFile(placeOf(dataFolder, carrierId, name).path, 'utf8'),
    );
    return secret;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/** The secret of this name, which is `value` where there was none: of processes that ask at once all get the same, the first one's. */
export const firstSecret = async (
  dataFolder: string,
  carrierId: string,
  name: string,
  value: string,
): Promise<string> => {
  const known = await secretOf(dataFolder, carrierId, name);
  if (known !== null) return known;
  const { folder, path } = placeOf(dataFolder, carrierId, name);
  const fresh = await writtenBeside(folder, path, value);
  try {
    // unlike a rename, a link never replaces what another process has put there meanwhile
    await link(fresh, path);
    return value;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return (
      (await secretOf(dataFolder, carrierId, name)) ??
      refuse('unavailable', `The secret '${name}' went away while it was read.`, 'Try again.')
    );
  } finally {
    await unlink(fresh);
  }
};
