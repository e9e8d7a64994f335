import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../../kernel/columns.ts';

const code = z.string().regex(/^[0-9A-Z]{1,10}$/, 'digits and capital letters, as the administrator gave it');

/** A certificate chain of a carrier with its sealed key. */
export const signingCredentialRow = z.object({
  carrierId: id,
  id,
  spc: code,
  x5u: z.url({ protocol: /^https$/ }),
  chain: z.string().min(1),
  sealedKey: z.string().min(1),
  fingerprint: sha256Hex,
  notBefore: instant,
  notAfter: instant,
  fromAt: instant,
  retiredAt: instant.nullable(),
  retiredWhy: z.string().nullable(),
  addedBy: z.string(),
});

/** An operating company number or a service provider code token. */
export const signingPaperRow = z.object({
  carrierId: id,
  id,
  kind: z.enum(['ocn', 'spc-token']),
  code,
  issuer: z.string().trim().min(1),
  fromDay: date,
  untilDay: date.nullable(),
  recordedAt: instant,
});
