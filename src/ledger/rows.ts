import { z } from 'zod';
import { bytes, id, instant } from '../kernel/columns.ts';

/** One piece of evidence: canonical JSON and its leaf hash, written in the transaction of the change. */
export const ledgerEntryRow = z.object({
  carrierId: id,
  id,
  tx: z.string(),
  n: z.int(),
  recordedAt: instant,
  kind: z.string(),
  subject: z.string(),
  body: z.string(),
  leaf: bytes,
  /** Whether it tells of what is under seal: read by few, in the tree like any other. */
  secrecy: z.enum(['none', 'ordered']),
});

export const ledgerLeafRow = z.object({ carrierId: id, index: z.int(), entryId: id, leaf: bytes });

/** Root of a complete subtree of 2^level leaves; levels 8, 16, 24. */
export const ledgerNodeRow = z.object({ carrierId: id, level: z.int(), index: z.int(), hash: bytes });

export const ledgerStateRow = z.object({
  carrierId: id,
  size: z.int(),
  frontier: z.array(bytes),
  lastTx: z.string(),
  lastN: z.int(),
  integratedAt: instant.nullable(),
});

export const checkpointRow = z.object({
  carrierId: id,
  size: z.int(),
  note: z.string(),
  root: bytes,
  signedAt: instant,
});
