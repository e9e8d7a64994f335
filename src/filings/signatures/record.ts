import { z } from 'zod';
import { id, instant, sha256Hex } from '../../kernel/columns.ts';

/** An officer's signature under a packet: over the list of its documents' hashes. Name and title are copied and outlive him. */
export const filingSignatureRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  officerId: id,
  officerName: z.string(),
  officerTitle: z.string(),
  signedAt: instant,
  packetHash: sha256Hex,
  seal: sha256Hex,
  consent: z.string(),
  recipe: z.array(z.string()),
  pageId: id,
  entryId: id,
});
