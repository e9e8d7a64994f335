import { z } from 'zod';
import { bytes, date, id, instant, sha256Hex } from '../../../kernel/columns.ts';

/** A switch or file system from which call records come, and how they are read. */
export const callSourceRow = z.object({
  carrierId: id,
  id,
  name: z.string().trim().min(1).max(100),
  format: z.string().min(1),
  zone: z.string().nullable(),
  columns: z.string().nullable(),
  mapping: z.record(z.string(), z.unknown()),
  fromAt: instant,
  endedAt: instant.nullable(),
});

/** A file that was taken in, as it came. */
export const callFileRow = z.object({
  carrierId: id,
  id,
  sourceId: id,
  name: z.string().trim().min(1).max(300),
  sha256: sha256Hex,
  bytes: z.int(),
  state: z.enum(['arriving', 'broken', 'kept', 'purged']),
  calls: z.int(),
  doubles: z.int(),
  quarantined: z.int(),
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  takenAt: instant,
  takenBy: z.string(),
  /** from when its retention counts: its first call, or the day it came */
  keptFrom: instant,
});

/** Lines of a file, gzip. */
export const callPieceRow = z.object({
  carrierId: id,
  fileId: id,
  firstRow: z.int(),
  lastRow: z.int(),
  packed: bytes,
});

/** A row that could not be read, and why. */
export const callQuarantineRow = z.object({ carrierId: id, fileId: id, row: z.int(), why: z.string().min(1) });

/** Calls of one day (UTC) of one file, which lie as Parquet in the data folder; a large day has several parts. */
export const callPartRow = z.object({
  carrierId: id,
  fileId: id,
  day: date,
  /** of the file that it lies in, beginning with the id of the file that it was made of */
  name: z.string().min(1),
  calls: z.int(),
  firstAt: instant,
  lastAt: instant,
  sha256: sha256Hex,
});
