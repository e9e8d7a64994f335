import { z } from 'zod';
import { id, instant } from '../../../kernel/columns.ts';

/** The carrier's own OIDC provider. Its client secret lies in the installation's folder. */
export const identityProviderRow = z.object({
  carrierId: id,
  id,
  issuer: z.string(),
  clientId: z.string().trim().min(1).max(500),
  /** `verified-only`: an address counts only where the provider says that it verified it */
  addresses: z.enum(['verified-only', 'as-given']),
  setBy: z.string(),
  setAt: instant,
  endedAt: instant.nullable(),
});

/** Whom a provider means by its subject, from the first sign-in on. */
export const providerLinkRow = z.object({
  carrierId: id,
  id,
  providerId: id,
  subject: z.string(),
  personId: id,
  linkedAt: instant,
});
