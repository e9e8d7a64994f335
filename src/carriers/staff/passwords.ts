import { createHash, randomBytes } from 'node:crypto';
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
