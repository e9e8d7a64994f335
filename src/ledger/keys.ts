import { randomUUID } from 'node:crypto';
import { type FileHandle, link, lstat, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '../kernel/problem.ts';
import { handOver, type OlderKey } from './keys-handover.ts';
import { generateSigningKey, type SigningKey, signingKeyFromPem } from './note-key.ts';

/** The key that signs a ledger's checkpoints, since when, and those that did before it, oldest first. */
export type LedgerKey = { readonly signing: SigningKey; readonly from: string; readonly older: readonly OlderKey[] };

/** A public key and the time it signed; `until` is null for the one that signs now. */
export type PublicKeyPeriod = { readonly publicKey: string; readonly from: string; readonly until: string | null };

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const FORMAT = 'compline-ledger-key/1';
const nameForm = /^[a-z0-9][a-z0-9-]{0,63}$/;

const keyFile = z.strictObject({
  format: z.literal(FORMAT),
  origin: z.string(),
  from: z.iso.datetime(),
  privateKey: z.string(),
  older: z.array(
    z.strictObject({ publicKey: z.string(), from: z.iso.datetime(), until: z.iso.datetime(), handover: z.string() }),
  ),
});

/** The one place of keys in a data folder. */
export const keysFolder = (data: string): string => join(data, 'keys');

/** Creates the ledger key of a carrier: `name` is its file's, `origin` the key's. Refused when there is one already. */
export const createKey = (folder: string, name: string, origin: string, at: number): Promise<LedgerKey> =>
  keepKey(folder, name, generateSigningKey(origin), at);

/** Keeps a key pair as the ledger key of a carrier. Refused when there is one already. */
export const keepKey = async (folder: string, name: string, signing: SigningKey, at: number): Promise<LedgerKey> => {
  const path = pathOf(folder, name);
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  await checkMode(folder, 'folder');
  const key = { signing, from: stamp(at), older: [] };
  const fresh = join(folder, `.${name}.${randomUUID()}`);
  await writeKey(await open(fresh, 'wx', FILE_MODE), key);
  try {
    // unlike a rename, a link never replaces what another process has created meanwhile
    await link(fresh, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    refuse('already-exists', `There is a ledger key already: ${path}.`, 'Use it, or rotate it.');
  } finally {
    await unlink(fresh);
  }
  await syncFolder(folder);
  return key;
};

/** Loads a carrier's ledger key; refused when it is missing, damaged or readable by others. */
export const loadKey = async (folder: string, name: string): Promise<LedgerKey> => {
  const path = pathOf(folder, name);
  await checkMode(folder, 'folder');
  await checkMode(path, 'file');
  const read = keyFile.safeParse(parsed(await readFile(path, 'utf8')));
  if (!read.success) {
    return refuse('wrong-state', `${path} is not a ledger key file.`, 'Restore it from a backup.');
  }
  const { origin, from, privateKey, older } = read.data;
  return { signing: signingKeyFromPem(origin, privateKey), from, older };
};

/**
 * Replaces a ledger key by a new one and returns it. The old private half is gone then; its public half stays, with the
 * note by which it named its successor.
 */
export const rotateKey = async (folder: string, name: string, at: number): Promise<LedgerKey> => {
  const path = pathOf(folder, name);
  const next = `${path}.rotating`;
  // taken before the key is read: of two who rotate at once, one is refused
  const file = await openRotation(next);
  try {
    const old = await loadKey(folder, name);
    const signing = generateSigningKey(old.signing.verifier.name);
    const left = handOver(old.signing, signing, { from: old.from, until: stamp(at) });
    const key = { signing, from: stamp(at), older: [...old.older, left] };
    await writeKey(file, key);
    await rename(next, path);
    await syncFolder(folder);
    return key;
  } catch (error) {
    await file.close();
    await unlink(next).catch(() => {});
    throw error;
  }
};

/** Every public key of a ledger with the time it signed, oldest first. */
export const publicKeys = (key: LedgerKey): PublicKeyPeriod[] => [
  ...key.older.map(({ publicKey, from, until }) => ({ publicKey, from, until })),
  { publicKey: key.signing.verifier.text, from: key.from, until: null },
];

const stamp = (at: number): string => new Date(at).toISOString();

const pathOf = (folder: string, name: string): string =>
  nameForm.test(name)
    ? join(folder, `${name}.json`)
    : refuse('invalid-input', `"${name}" cannot name a key file.`, 'Use small letters, digits and hyphens.');

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const checkMode = async (path: string, kind: 'file' | 'folder'): Promise<void> => {
  const stat = await lstat(path).catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    return refuse(
      'not-found',
      `There is no ledger key ${kind} ${path}.`,
      'Create the key, or restore it from a backup.',
    );
  });
  const right = kind === 'file' ? FILE_MODE : FOLDER_MODE;
  const asMode = `0${right.toString(8)}`;
  if (!(kind === 'file' ? stat.isFile() : stat.isDirectory())) {
    refuse('wrong-state', `${path} is not a ${kind}.`, `Put the ledger key's ${kind} itself there, no link.`);
  }
  if ((stat.mode & 0o777) !== right) {
    const is = `0${(stat.mode & 0o777).toString(8)}`;
    refuse('wrong-state', `The mode of ${path} is ${is} and must be ${asMode}.`, `Run: chmod ${asMode} ${path}`);
  }
};

const openRotation = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, 'wx', FILE_MODE);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return refuse(
      'wrong-state',
      `A rotation is running or was interrupted: ${path} exists.`,
      'If none is running, delete that file; the present key is untouched.',
    );
  }
};

const writeKey = async (file: FileHandle, { signing, from, older }: LedgerKey): Promise<void> => {
  const privateKey = signing.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const content = { format: FORMAT, origin: signing.verifier.name, from, privateKey, older };
  await file.chmod(FILE_MODE);
  await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
  await file.sync();
  await file.close();
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
};
