import { z } from 'zod';
import { id, instant, sha256Hex } from '../../kernel/columns.ts';

export const clauseId = z.string().regex(/^[a-z-]+$/);
export const clause = z.strictObject({ id: clauseId, promises: z.array(z.string()), text: z.string().min(1) });

/** The words that usage is bound by; a changed word is another version. */
export const acceptableUseVersionRow = z.object({
  carrierId: id,
  id,
  version: z.int().min(1),
  clauses: z.array(clause),
  hash: sha256Hex,
  publishedBy: id,
  publisherName: z.string(),
  publishedAt: instant,
});

/** Who accepted which version for an applicant, from where and when. */
export const acceptableUseAcceptanceRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  versionId: id,
  signer: z.string().trim().min(1).max(200),
  title: z.string().trim().max(200),
  place: z.string().trim().min(1).max(200),
  acceptedAt: instant,
  recordedBy: z.string(),
  recordedAt: instant,
});
