import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../kernel/columns.ts';
import { cpniClass, recipient } from '../approvals/record.ts';
import { language } from '../customers/record.ts';

export const offerKind = z.enum([
  'communications-related',
  'adjunct-to-basic',
  'cpe',
  'messaging-and-protocol',
  'information-service',
  'inside-wiring',
  'non-communications',
]);
export const category = z.enum(['local', 'interexchange', 'cmrs', 'interconnected-voip']);
export const channel = z.enum(['mail', 'email', 'telephone', 'text', 'bill-insert', 'web', 'visit']);
export const campaignState = z.enum([
  'draft',
  'submitted',
  'approved',
  'frozen',
  'released',
  'closed',
  'rejected',
  'imported',
]);

/** Which customers are asked about at all, before the law says who may be approached. */
export const audienceQuery = z.strictObject({
  language: z.enum(['en', 'es']).nullable(),
  /** only customers with one of these services; empty for all */
  subscribes: z.array(category),
});

/** What a campaign says of itself: all of it is approved, none of it changes after. */
export const content = z.strictObject({
  name: z.string().min(1).max(200),
  description: z.string().min(20).max(4000),
  cpni: z.array(cpniClass).min(1),
  products: z.array(z.string().min(1)).min(1),
  offerKind,
  offerCategory: category.nullable(),
  recipient,
  recipientName: z.string().min(1).nullable(),
  agreement: z.boolean(),
  affiliateId: id.nullable(),
  /** who sends, as the register of third parties knows him: his agreement is looked up there, now and at release */
  partyId: id.nullable().default(null),
  audience: audienceQuery,
  channel,
  script: z.string().min(1),
});
export type Content = z.output<typeof content>;

export const campaignRow = z.object({
  carrierId: id,
  id,
  ...content.shape,
  partyId: id.nullable(),
  contentHash: z.string(),
  listBy: id.nullable(),
  mannerBy: id.nullable(),
  state: campaignState,
  requesterId: id,
  requesterName: z.string(),
  createdAt: instant,
  endedAt: instant.nullable(),
});

export const campaignReviewRow = z.object({
  carrierId: id,
  id,
  campaignId: id,
  contentHash: z.string(),
  verdict: z.enum(['approved', 'change-asked', 'rejected']),
  note: z.string(),
  requesterId: id,
  approverId: id,
  approverName: z.string(),
  at: instant,
  /** What was looked at; null where it was not kept yet. */
  content: content.nullable(),
});

/** The words of a notice in one language, e-mailed or printed. */
export const approvedWords = z.strictObject({ language, versionId: id, contentHash: sha256Hex });

/** Whom a request for approval goes to: whom the notice has not reached in so many days, of these accounts or of all. */
export const requestAudience = z.strictObject({
  notReachedInDays: z.int().min(1).max(730),
  accounts: z.array(z.string().min(1)).max(10_000).nullable(),
});

/** A proposed outbound request for customers' approval, 47 CFR 64.2009(d): all of it is approved, and none of it changes after. */
export const solicitationRow = z.object({
  carrierId: id,
  id,
  noticeVersionId: id,
  channel,
  script: z.string(),
  words: z.array(approvedWords),
  audience: requestAudience,
  contentHash: z.string(),
  requesterId: id,
  requesterName: z.string(),
  createdAt: instant,
  approverId: id.nullable(),
  approverName: z.string().nullable(),
  verdict: z.enum(['approved', 'rejected']).nullable(),
  note: z.string().nullable(),
  decidedAt: instant.nullable(),
});

export const audienceRow = z.object({
  carrierId: id,
  id,
  campaignId: id,
  contentHash: z.string(),
  screenedAt: instant,
  frozenAt: instant.nullable(),
  included: z.int().nullable(),
  excluded: z.int().nullable(),
  counts: z.record(z.string(), z.int()).nullable(),
  root: z.string().nullable(),
  entryId: id.nullable(),
});

export const audienceMemberRow = z.object({
  carrierId: id,
  audienceId: id,
  customerId: id,
  verdict: z.int(),
  leftAt: instant.nullable(),
  leftVerdict: z.int().nullable(),
});

/** What the mailer says it did with a manifest. */
export const mailerReceipt = z.strictObject({
  manifestHash: z.string().regex(/^[0-9a-f]{64}$/),
  leaversAppliedUntil: z.iso.datetime({ offset: true }),
  sent: z.int().min(0),
  suppressed: z.int().min(0),
});

export const releaseRow = z.object({
  carrierId: id,
  id,
  campaignId: id,
  audienceId: id,
  releasedAt: instant,
  validUntil: instant,
  releasedBy: id,
  releasedByName: z.string(),
  included: z.int(),
  leavers: z.int(),
  manifestHash: z.string(),
  signature: z.string(),
  entryId: id,
  receiptAt: instant.nullable(),
  receipt: mailerReceipt.nullable(),
});

export const campaignOutcomeRow = z.object({
  carrierId: id,
  id,
  campaignId: id,
  at: instant,
  contacted: z.int(),
  reached: z.int(),
  responses: z.int(),
  sales: z.int(),
  complaints: z.int(),
  note: z.string(),
});

/** What comes back of a piece that was sent: the address does not exist, the post brings it back, or the person says no. */
export const campaignReturnKind = z.enum(['bounce', 'returned-mail', 'stop']);
export type CampaignReturnKind = z.output<typeof campaignReturnKind>;

/** A file of returns: its counts and its hash. */
export const campaignReturnFileRow = z.object({
  carrierId: id,
  id,
  campaignId: id,
  sha256: sha256Hex,
  rows: z.int(),
  recorded: z.int(),
  known: z.int(),
  refused: z.int(),
  takenBy: z.string(),
  takenAt: instant,
});

/** A line of such a file that was not taken, without what stood in it. */
export const campaignReturnRefusedRow = z.object({
  carrierId: id,
  fileId: id,
  line: z.int(),
  field: z.string(),
  reason: z.string(),
});

/** What came back from a person of a released list. */
export const campaignReturnRow = z.object({
  carrierId: id,
  audienceId: id,
  customerId: id,
  kind: campaignReturnKind,
  happenedOn: date,
  recordedAt: instant,
});
