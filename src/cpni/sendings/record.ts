import { z } from 'zod';
import { bytes, date, id, instant, sha256Hex } from '../../kernel/columns.ts';

/** A notice going out to many under one approval. */
export const sendingRunRow = z.object({
  carrierId: id,
  id,
  groupId: id,
  solicitationId: id,
  /** the breach that it tells customers of, or null */
  breachId: id.nullable(),
  /** why its words, which could tell of a breach, tell of none; compliance says so */
  notOfBreach: z.string().trim().min(1).max(500).nullable(),
  state: z.enum(['preparing', 'prepared', 'approved', 'stopped']),
  why: z.string().nullable(),
  /** whom the notice has reached since then is left out */
  since: instant,
  /** these accounts only, or everybody */
  accounts: z.array(z.string()).nullable(),
  /** the last customer that its preparation has looked at */
  preparedUpTo: id.nullable(),
  customers: z.int(),
  withoutLanguage: z.int(),
  preparedBy: id,
  preparedAt: instant,
  approvedBy: id.nullable(),
  approverName: z.string().nullable(),
  approvedAt: instant.nullable(),
});

/** One notice to one customer: by e-mail, and where that cannot be or is not known to have gone, by letter. */
export const messageRow = z.object({
  carrierId: id,
  id,
  runId: id,
  /** the notice in whatever language; null on messages of before sendings were prepared in slices */
  groupId: id.nullable(),
  customerId: id,
  versionId: id,
  token: z.string().regex(/^[a-z2-7]{16}$/),
  state: z.enum(['queued', 'trying', 'accepted', 'letter', 'posted', 'dropped']),
  why: z.string().nullable(),
  tries: z.int(),
  /** Since when it is not known whether its e-mail went out; it never goes by e-mail again. */
  inDoubtAt: instant.nullable(),
  /** Times that its server broke the connection at it and answered nobody else. */
  hangUps: z.int(),
  /** put off by its server: not before then */
  tryFrom: instant,
  lane: z.int().nullable(),
  messageId: z.string().nullable(),
  deliveryId: id.nullable(),
  changedAt: instant,
  batchId: id.nullable(),
  sequence: z.int().nullable(),
  /** The delivery whose two years it carries on; null for a first notice. */
  renews: id.nullable(),
});
export type Message = z.output<typeof messageRow>;

/** Letters printed and handed to the post together. */
export const letterBatchRow = z.object({
  carrierId: id,
  id,
  runId: id,
  state: z.enum(['open', 'printed', 'posted', 'cancelled']),
  letters: z.int(),
  openedBy: id,
  openerName: z.string(),
  openedAt: instant,
  pages: z.int().nullable(),
  certificateHash: sha256Hex.nullable(),
  printedAt: instant.nullable(),
  postedOn: date.nullable(),
  receipt: z.string().nullable(),
  postedBy: id.nullable(),
  posterName: z.string().nullable(),
  postedAt: instant.nullable(),
  /** What the codes of its letters are made from; gone when the letters are. */
  codeSeed: bytes.nullable(),
  /** Why it was cancelled. */
  why: z.string().nullable(),
  /** The count certificate as PDF. */
  certificate: bytes.nullable(),
});
export type LetterBatch = z.output<typeof letterBatchRow>;
