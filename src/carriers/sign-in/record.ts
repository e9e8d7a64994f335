import { z } from 'zod';
import { bytes, id, instant } from '../../kernel/columns.ts';

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
