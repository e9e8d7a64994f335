import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's minimum for argon2id: 19 MiB, two passes, one lane (about 10 ms here)
const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let decoy: Promise<string> | null = null;

/** Whether the password is the hashed one; costs the same when there is no hash, so that timing tells nobody who exists. */
export const passwordMatches = async (hashed: string | null, password: string): Promise<boolean> => {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const right = await verify(hashed ?? (await decoy), password);
  return right && hashed !== null;
};

/** A new secret of 256 bits, in letters that survive a URL. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** How secrets of sessions and keys are kept: SHA-256, enough for 256 random bits. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Compares without telling by time where two hashes differ. */
export const sameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** What is wrong with a new password, or null. */
export const passwordFault = (password: string, email: string): string | null => {
  if (password.length < 12) return 'it needs at least 12 characters';
  if (password.length > 200) return 'it may have at most 200 characters';
  const local = email.split('@')[0] ?? '';
  if (local.length > 3 && password.toLowerCase().includes(local.toLowerCase()))
    return 'it may not contain the e-mail address';
  if (new Set(password).size < 5) return 'it repeats too few characters';
  return null;
};
