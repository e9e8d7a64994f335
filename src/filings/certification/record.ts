import { z } from 'zod';
import { evidence, mark } from '../../carriers/promises/evidence.ts';
import { bytes, date, id, instant, sha256Hex } from '../../kernel/columns.ts';

/** A company that the certificate covers, by its Form 499 Filer ID. */
export const company = z.strictObject({
  name: z.string().min(1),
  filerId: z.string().regex(/^\d{6}$/, 'six digits of the Form 499 Filer ID'),
  /** `here`: this carrier's records are its records too; `own`: it keeps its own and gives its evidence. */
  records: z.enum(['here', 'own']).default('here'),
});

/** Who answers questions about the filing; printed on the certificate. */
export const contact = z.strictObject({
  name: z.string().min(1),
  organization: z.string(),
  address: z.array(z.string().min(1)),
  telephone: z.string().min(1),
  email: z.email(),
});

/** Who sends the cover letter: counsel or a filing agent may, he need not be the officer. */
export const sender = contact.extend({
  capacity: z.enum(['company', 'counsel', 'filing-agent']),
  title: z.string(),
});

/** What the officer certifies. The rule allows both; the second names its reasons. */
export const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('in-compliance') }),
  z.strictObject({
    kind: z.literal('not-in-compliance'),
    because: z.array(z.string().min(1)).min(1),
    rest: z.enum(['adequate', 'not-certified']),
  }),
]);

export const filingState = z.enum(['draft', 'prepared', 'signed', 'filed', 'superseded']);

export const filingRow = z.object({
  carrierId: id,
  id,
  kind: z.enum(['certification']),
  year: z.int(),
  companies: z.array(company).min(1),
  contact,
  sender,
  outcome,
  withheld: z.array(z.string()),
  state: filingState,
  round: z.int(),
  officerId: id.nullable(),
  signingOn: date.nullable(),
  filesOn: date.nullable(),
  packetHash: sha256Hex.nullable(),
  amendsId: id.nullable(),
  changes: z.array(z.string()),
  signatureId: id.nullable(),
  openedAt: instant,
});
export type Filing = z.output<typeof filingRow>;

export const filingSentenceRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  round: z.int(),
  section: z.string(),
  chapter: z.int(),
  position: z.int(),
  code: z.string(),
  text: z.string().min(1),
  concepts: z.array(z.string()),
  cites: z.array(z.string()),
  controls: z.array(z.string()),
  mark,
  evidence: z.array(evidence),
  judgedAt: instant,
});
export type FilingSentence = z.output<typeof filingSentenceRow>;

export const documentKind = z.enum([
  'cover-letter',
  'certificate',
  'certificate-public',
  'statement',
  'statement-public',
  'metadata',
  'checklist',
  'signature-page',
  'sealed',
  'confirmation',
]);

export const filingDocumentRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  round: z.int(),
  kind: documentKind,
  name: z.string(),
  title: z.string(),
  position: z.int(),
  mediaType: z.string(),
  bytes,
  sha256: sha256Hex,
  signed: z.boolean(),
  madeAt: instant,
});

/** The confirmation of the FCC: the receipt, not the upload, proves the filing. `lateDays` is negative when early. */
export const filingReceiptRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  confirmation: z.string().min(1),
  receivedAt: instant,
  dueOn: date,
  lateDays: z.int(),
  recordedBy: id.nullable(),
  recordedAt: instant,
  entryId: id,
});

/** What the check of a packet found and did not stop. */
export const filingFindingRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  round: z.int(),
  n: z.int(),
  code: z.string().min(1),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
});

/** What a person answered to a finding, by its code: it holds for the rounds after, too. */
export const filingAnswerRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  code: z.string().min(1),
  answer: z.string().min(1),
  personName: z.string(),
  at: instant,
  entryId: id,
});

/** A certification that was filed without this system. `withdrawnAt`: it was taken back, with the reason. */
export const filingElsewhereRow = z.object({
  carrierId: id,
  id,
  year: z.int(),
  signedBy: z.string().min(1),
  confirmation: z.string().min(1),
  receivedAt: instant,
  dueOn: date,
  lateDays: z.int(),
  recordedAt: instant,
  entryId: id,
  withdrawnAt: instant.nullable(),
  withdrawnBecause: z.string().min(1).nullable(),
});
