import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '../../kernel/problem.ts';

// 2^17 rounds: about a third of a second here, for a secret that is typed once a backup
const cost = { N: 131072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

const sealedForm = z.strictObject({ salt: z.string(), nonce: z.string(), tag: z.string(), box: z.string() });

/** The files of the keys folder, sealed by a passphrase (scrypt, AES-256-GCM). */
export const sealKeys = (folder: string, passphrase: string): string => {
  if (passphrase.length < 12)
    refuse(
      'invalid-input',
      'The passphrase is shorter than 12 characters.',
      'Choose a longer one and keep it apart from the backup.',
    );
  // a new installation has signed nothing yet, and has no keys
  const present = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const names = present.filter((file) => file.isFile() && file.name.endsWith('.json')).map((file) => file.name);
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, cost), nonce);
  const box = Buffer.concat([cipher.update(JSON.stringify(files), 'utf8'), cipher.final()]);
  const text = (bytes: Buffer): string => bytes.toString('base64');
  return JSON.stringify({ salt: text(salt), nonce: text(nonce), tag: text(cipher.getAuthTag()), box: text(box) });
};

/** Opens sealed keys into an empty folder, each file for its owner's eyes only. */
export const openKeys = (sealed: string, passphrase: string, folder: string): void => {
  const { salt, nonce, tag, box } = sealedForm.parse(JSON.parse(sealed));
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', scryptSync(passphrase, bytes(salt), 32, cost), bytes(nonce));
  decipher.setAuthTag(bytes(tag));
  const open = (): string => {
    try {
      return Buffer.concat([decipher.update(bytes(box)), decipher.final()]).toString('utf8');
    } catch {
      return refuse(
        'wrong-password',
        'The passphrase does not open the keys of this backup.',
        'Use the passphrase the backup was made with.',
      );
    }
  };
  const files = z.record(z.string().regex(/^[a-z0-9-]+\.json$/), z.string()).parse(JSON.parse(open()));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), content, { mode: 0o600, flag: 'wx' });
};
