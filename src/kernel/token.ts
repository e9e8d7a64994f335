import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What stands in an address that only the customer or the telephone service gets: 128 random bits. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** A token as it comes back. */
export const token = z.string().min(16).max(64);

/** All that is kept of a token. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
