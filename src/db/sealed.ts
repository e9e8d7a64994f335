import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { refuse } from '../kernel/problem.ts';
import { firstSecret, secretOf } from './secrets.ts';

/** Which key seals: a secret of that name, of a carrier or of the `installation`, in the installation's folder. */
export type SealedUnder = { readonly dataFolder: string; readonly owner: string; readonly name: string };

const firstKey = (dataFolder: string, owner: string, name: string): Promise<string> =>
  firstSecret(dataFolder, owner, name, randomBytes(32).toString('base64url'));

const keyOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/**
 * A value as it may stand in the database: AES-256-GCM under a key that lies in the installation's folder, bound to the record. Who
 * reads the database, a copy of it or its backups reads nothing.
 */
export const sealUnder = async (
  { dataFolder, owner, name }: SealedUnder,
  recordId: string,
  value: unknown,
): Promise<string> => {
  const secret = await firstKey(dataFolder, owner, name);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(recordId));
  const box = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), box]).toString('base64');
};

/** The value behind a sealed one; `unavailable` where the folder does not know its key, or the value is another record's. */
export const unsealUnder = async (
  { dataFolder, owner, name }: SealedUnder,
  recordId: string,
  sealed: string,
): Promise<unknown> => {
  const secret = await secretOf(dataFolder, owner, name);
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret ?? ''), bytes.subarray(0, 12))
      .setAAD(Buffer.from(recordId))
      .setAuthTag(bytes.subarray(12, 28));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'));
  } catch {
    return refuse(
      'unavailable',
      'This record cannot be opened with the key that lies here.',
      'Bring the folder of keys back from the backup that belongs to this database.',
    );
  }
};

/** A mark by which a text of a record is known again without the text: HMAC-SHA256, hex. Who lacks the key cannot try texts out. */
export const markUnder = async (
  { dataFolder, owner, name }: SealedUnder,
  recordId: string,
  text: string,
): Promise<string> =>
  createHmac('sha256', await firstKey(dataFolder, owner, name))
    .update(`${recordId}\n${text}`)
    .digest('hex');
