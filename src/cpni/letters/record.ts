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

/** How many letters a file holds at most: a megabyte, half a second to set. Typst keeps the memory of the largest it has set, 1.5 MB a letter. */
export const lettersOfPart = 100;
