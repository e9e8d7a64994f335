import { z } from 'zod';
import { bytes, id, instant } from '../kernel/columns.ts';

/** Work for later, enqueued in the transaction that wants it. */
export const jobRow = z.object({
  id,
  carrierId: id,
  /** the name of an operation or of outward work */
  kind: z.string(),
  /** 0 goes before all else that is due, 2 after it */
  turn: z.int().min(0).max(2),
  payload: z.record(z.string(), z.unknown()),
  runAt: instant,
  key: z.string(),
  everyMs: z.int().positive().nullable(),
  attempts: z.int(),
  lockedUntil: instant.nullable(),
  doneAt: instant.nullable(),
  error: z.string().nullable(),
});

/** The first answer to an Idempotency-Key, given again to an exact repeat. */
export const idempotencyRow = z.object({
  carrierId: id,
  key: z.string(),
  actor: z.string(),
  requestHash: bytes,
  answer: z.unknown().nullable(),
  at: instant,
});

/** A backup that was restored and compared: its result stands in /readyz. */
export const backupDrillRow = z.object({
  id,
  at: instant,
  fileHash: z.string(),
  carriers: z.int(),
  entries: z.int(),
  good: z.boolean(),
  detail: z.string(),
});
