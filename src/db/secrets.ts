import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../kernel/problem.ts';

const nameForm = /^[a-z0-9][a-z0-9-]{0,40}$/;

// beside the ledger keys, so that a backup seals them too
const placeOf = (dataFolder: string, carrierId: string, name: string): { folder: string; path: string } => {
  if (!nameForm.test(name)) refuse('invalid-input', `'${name}' cannot name a secret.`, 'Use letters, digits, hyphens.');
  const folder = join(dataFolder, 'keys');
  return { folder, path: join(folder, `${carrierId}-${name}.json`) };
};

/** Keeps a secret of a carrier (a mail password, a signing key): one file, its owner's eyes only; replaces an older one. */
export const keepSecret = async (dataFolder: string, carrierId: string, name: string, value: string): Promise<void> => {
  const { folder, path } = placeOf(dataFolder, carrierId, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fresh = `${path}.fresh`;
  const file = await open(fresh, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify({ secret: value }));
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(fresh, 0o600);
  await rename(fresh, path);
};

/** A secret of a carrier, or null where none was given. */
export const secretOf = async (dataFolder: string, carrierId: string, name: string): Promise<string | null> => {
  try {
    const { secret }: { secret: string } = JSON.parse(
      await readFile(placeOf(dataFolder, carrierId, name).path, 'utf8'),
    );
    return secret;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};
