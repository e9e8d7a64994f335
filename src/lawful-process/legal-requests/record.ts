import { z } from 'zod';
import { secrecy } from '../../carriers/under-seal.ts';
import { cpniClass } from '../../cpni/approvals/record.ts';
import { date, id, instant, sha256Hex } from '../../kernel/columns.ts';
import { authorityKinds, instruments } from '../../law/questions/instrument-opens.ts';

/** A demand of records by legal process, and the hold that keeps what it asks for. */
export const legalRequestRow = z.object({
  carrierId: id,
  id,
  kind: z.enum(instruments),
  /** The court or agency that issued it, or the party behind it. */
  authority: z.string().trim().min(1).max(300),
  authorityKind: z.enum(authorityKinds),
  /** Who asks for it, and how he is reached. */
  officer: z.string().trim().min(1).max(300),
  /** Its own number. */
  reference: z.string().trim().min(1).max(200),
  wants: z.string().trim().min(1).max(4000),
  /** Whether it wants what was said, too: that is no record of a call. */
  contents: z.enum(['asked', 'not-asked']),
  classes: z.array(cpniClass),
  numbers: z.array(z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number as +13035550143')).max(1000),
  fromAt: instant.nullable(),
  untilAt: instant.nullable(),
  receivedAt: instant,
  receivedHow: z.enum(['served', 'mail', 'e-mail', 'fax', 'portal']),
  dueOn: date.nullable(),
  secrecy,
  originalHash: sha256Hex.nullable(),
  salt: z.string(),
  enteredBy: id,
  entererName: z.string(),
  enteredAt: instant,
  holdId: id,
  closedAt: instant.nullable(),
  outcome: z.enum(['complied', 'complied-in-part', 'objected', 'none-found', 'withdrawn']).nullable(),
  closing: z.string().trim().min(1).max(2000).nullable(),
  closerName: z.string().nullable(),
});
export type LegalRequest = z.output<typeof legalRequestRow>;

/** Whether a demand binds, and which classes of CPNI it opens; the last one stands. */
export const legalRequestAssessmentRow = z.object({
  carrierId: id,
  id,
  requestId: id,
  finding: z.enum(['valid', 'defective', 'unclear']),
  mayGive: z.array(cpniClass),
  why: z.string().trim().min(1).max(4000),
  assessedBy: id,
  assessorName: z.string(),
  assessedAt: instant,
});

/** Call records read for a demand, and the hash of the file made of them. */
export const legalRequestPullRow = z.object({
  carrierId: id,
  id,
  requestId: id,
  /** the number, sealed under the salt of the demand; null for pulls of before it was kept */
  numberMark: sha256Hex.nullable(),
  fromAt: instant,
  untilAt: instant,
  calls: z.int(),
  sha256: sha256Hex,
  pulledBy: z.string(),
  pulledAt: instant,
  /** the files of call records that were whole when it began, of those that reach into its time; null for pulls of before they were kept */
  fileIds: z.array(id).nullable(),
});

/** A file that was given, by its hash: the carrier keeps the file itself. */
export const givenFile = z.strictObject({
  name: z.string().trim().min(1).max(300),
  bytes: z.int().min(0),
  sha256: sha256Hex,
});

export const legalRequestAnswerRow = z.object({
  carrierId: id,
  id,
  requestId: id,
  kind: z.enum(['given', 'objected', 'none-found', 'told-when', 'extended']),
  toName: z.string().trim().min(1).max(300),
  how: z.enum(['portal', 'e-mail', 'mail', 'courier', 'in-person', 'telephone']),
  note: z.string().trim().max(4000),
  classes: z.array(cpniClass),
  files: z.array(givenFile),
  comesOn: date.nullable(),
  assessedBy: id.nullable(),
  disclosureId: id.nullable(),
  answeredBy: id,
  answererName: z.string(),
  answeredAt: instant,
});
