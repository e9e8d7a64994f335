import { z } from 'zod';
import { bytes, id, instant } from '../../kernel/columns.ts';
import { role } from '../staff/record.ts';

/** An app that shows codes (RFC 6238); its secret is sealed under a key of the installation. */
export const authenticatorAppRow = z.object({
  id,
  personId: id,
  sealedSecret: z.string(),
  /** the last step of thirty seconds whose code was used: none serves twice */
  lastStep: z.int(),
  createdAt: instant,
  confirmedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

/** A code for the day on which the app is lost; shown once, kept hashed, used once. */
export const recoveryCodeRow = z.object({
  id,
  personId: id,
  codeHash: bytes,
  createdAt: instant,
  usedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

/** A link with a secret that serves once. That to the first administrator of an installation belongs to no carrier yet. */
export const accessLinkRow = z.object({
  carrierId: id.nullable(),
  id,
  kind: z.enum(['invitation', 'password', 'first']),
  email: z.string().nullable(),
  name: z.string().nullable(),
  roles: z.array(role),
  title: z.string(),
  /** whose password */
  personId: id.nullable(),
  madeBy: z.string(),
  /** who invites; his invitation opens nothing where he administers no more */
  makerId: id.nullable(),
  /** null until the mail with the secret is written */
  secretHash: bytes.nullable(),
  createdAt: instant,
  expiresAt: instant,
  sentAt: instant.nullable(),
  usedAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type AccessLink = z.output<typeof accessLinkRow>;

/** A passkey: the public half of a key that never leaves its person's device. */
export const passkeyRow = z.object({
  id,
  personId: id,
  credentialId: z.string(),
  publicKey: bytes,
  counter: z.int(),
  transports: z.array(z.string()),
  name: z.string().min(1),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

/** What a device was asked to sign: by hash, for five minutes, once. */
export const passkeyChallengeRow = z.object({
  challengeHash: bytes,
  personId: id.nullable(),
  expiresAt: instant,
});
