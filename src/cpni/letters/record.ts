import { z } from 'zod';
import { bytes, id, instant, sha256Hex } from '../../kernel/columns.ts';

/** A file of letters for the printer: one wording in one language, all of the same number of pages. */
export const letterPartRow = z.object({
  carrierId: id,
  batchId: id,
  part: z.int().positive(),
  versionId: id,
  firstSequence: z.int().positive(),
  letters: z.int().positive(),
  pagesEach: z.int().positive(),
  hash: sha256Hex,
  pdf: bytes.nullable(),
  madeAt: instant,
  /** When the deliveries of its letters were recorded after the post took them. */
  recordedAt: instant.nullable(),
});

/** How many letters a file holds at most: 1.6 MB, about a second to set. */
export const lettersOfPart = 200;
