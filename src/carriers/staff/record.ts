import { z } from 'zod';
import { bytes, date, id, instant } from '../../kernel/columns.ts';
import { roles } from '../../kernel/operation.ts';

export const role = z.enum(roles);

/** A person who signs in. Belongs to no one carrier: counsel works for forty. */
export const personRow = z.object({
  id,
  email: z.email(),
  name: z.string().min(1),
  passwordHash: z.string().nullable(),
  mustChange: z.boolean(),
  demo: z.boolean(),
  failures: z.int(),
  /** all failures since the last sign-in; `failures` starts anew with a lock */
  failuresSince: z.int(),
  lockedUntil: instant.nullable(),
  /** of whoever is signed in and shows again who he is; an outsider's guesses do not count here */
  proofFailures: z.int(),
  proofLockedUntil: instant.nullable(),
  createdAt: instant,
  leftAt: instant.nullable(),
});

/** A person's roles at one carrier, with names copied so that evidence survives departure. */
export const membershipRow = z.object({
  carrierId: id,
  id,
  personId: id,
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  title: z.string(),
  cpniResponsibleFrom: date.nullable(),
  cpniResponsibleUntil: date.nullable(),
  fromAt: instant,
  untilAt: instant.nullable(),
});

/** How a session was opened: what its person showed, or that he came over from another carrier of his. */
export const openedWith = z.enum(['password', 'app', 'recovery-code', 'passkey', 'provider', 'switch']);

export const sessionRow = z.object({
  id,
  tokenHash: bytes,
  personId: id,
  carrierId: id,
  createdAt: instant,
  expiresAt: instant,
  endedAt: instant.nullable(),
  openedWith: z.array(openedWith),
  /** the browser and system in words, as it told them */
  agent: z.string(),
  lastUsedAt: instant.nullable(),
  /** when the person last proved to be himself in it */
  provedAt: instant,
  /** when he last did so for an act that he signs; null once an act has used it */
  actProvedAt: instant.nullable(),
});

/** A key of one person or one named machine; the secret is shown once and kept hashed. */
export const apiKeyRow = z.object({
  id,
  carrierId: id,
  personId: id.nullable(),
  machine: z.string().nullable(),
  prefix: z.string(),
  secretHash: bytes,
  roles: z.array(role),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
