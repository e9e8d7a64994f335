import { z } from 'zod';
import { date, frn, id, instant } from '../../kernel/columns.ts';

/** A provider that hands us calls directly, or to which we hand ours. */
export const providerRow = z.object({
  carrierId: id,
  id,
  name: z.string().trim().min(1).max(300),
  frn: frn.nullable(),
  kind: z.enum(['voice-service-provider', 'foreign-provider', 'gateway', 'non-gateway-intermediate', 'unknown']),
  direction: z.enum(['upstream', 'downstream', 'both']),
  accountId: id.nullable(),
  addedBy: z.string(),
  addedAt: instant,
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  endedWhy: z.string().trim().min(1).max(1000).nullable(),
  salt: z.string(),
});
export type Provider = z.output<typeof providerRow>;

/** One look into the Robocall Mitigation Database. */
export const providerCheckRow = z.object({
  carrierId: id,
  id,
  providerId: id,
  answer: z.enum(['listed', 'verified-absent', 'could-not-check']),
  why: z.string().min(1),
  fileId: id.nullable(),
  coversOn: date.nullable(),
  checkedAt: instant,
});
export type ProviderCheck = z.output<typeof providerCheckRow>;
