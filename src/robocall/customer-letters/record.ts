import { z } from 'zod';
import { bytes, date, id, instant, sha256Hex } from '../../kernel/columns.ts';

/** Letters that are printed as one file and handed to the post together. */
export const customerLetterBatchRow = z.object({
  carrierId: id,
  id,
  state: z.enum(['open', 'printed', 'posted', 'cancelled']),
  letters: z.int().positive(),
  pages: z.int().positive().nullable(),
  hash: sha256Hex.nullable(),
  pdf: bytes.nullable(),
  openedBy: id,
  openerName: z.string(),
  openedAt: instant,
  printedAt: instant.nullable(),
  postedOn: date.nullable(),
  postedBy: id.nullable(),
  posterName: z.string().nullable(),
  postedAt: instant.nullable(),
  receipt: z.string().nullable(),
  why: z.string().nullable(),
});

/** A letter to the customer behind a case; what it says is settled when it is wanted. */
export const customerLetterRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  /** A notice of a strike, an action of an investigation, or a step of an overdue review; `sourceId` names it. */
  concerns: z.enum(['strike', 'investigation', 'review']),
  sourceId: id,
  /** Whom evidence of it names. */
  about: z.string(),
  addressee: z.array(z.string()).min(1).max(6),
  words: z.string(),
  wantedAt: instant,
  state: z.enum(['waiting', 'printed', 'posted', 'returned', 'needless']),
  batchId: id.nullable(),
  sequence: z.int().positive().nullable(),
  returnedOn: date.nullable(),
});
export type CustomerLetter = z.output<typeof customerLetterRow>;
