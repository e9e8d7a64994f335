import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../../kernel/columns.ts';

/** Whose file: the National Do Not Call Registry's numbers, or answers of the Reassigned Numbers Database. */
export const calledListKind = z.enum(['do-not-call', 'reassigned']);

/** A file of called numbers as it was given out; the numbers themselves lie in the data folder. */
export const calledListRow = z.object({
  carrierId: id,
  id,
  kind: calledListKind,
  publishedOn: date,
  sha256: sha256Hex,
  numbers: z.int().positive(),
  reassigned: z.int(),
  noData: z.int(),
  unread: z.int(),
  areaCodes: z.array(z.int()).min(1),
  takenBy: z.string(),
  takenAt: instant,
  /** null as long as nobody took it away */
  goneAt: instant.nullable(),
  goneBy: z.string().nullable(),
  goneWhy: z.string().nullable(),
});
