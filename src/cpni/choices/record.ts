import { z } from 'zod';
import { bytes, id, instant } from '../../kernel/columns.ts';

/** The hash of a code that a notice carries: who was sent what, and until when the code answers. */
export const choiceCodeRow = z.object({
  carrierId: id,
  codeHash: bytes,
  customerId: id,
  versionId: id,
  issuedAt: instant,
  expiresAt: instant,
});
