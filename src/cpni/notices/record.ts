import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../kernel/columns.ts';
import { covers, recipient } from '../approvals/record.ts';
import { language } from '../customers/record.ts';
import { channelKind } from '../opt-out-channels/record.ts';

export const noticeKind = z.enum(['opt-out', 'opt-in']);

/** How a notice reaches a customer: `mail` and `bill-insert` on paper, `email` `web` `text` electronic. */
export const method = z.enum(['email', 'mail', 'bill-insert', 'web', 'text', 'oral']);
export type Method = z.output<typeof method>;

export const entity = z.strictObject({ recipient, name: z.string().trim().min(1) });

/** What a notice says and covers: all that its content hash binds. */
export const noticeContent = z.strictObject({
  kind: noticeKind,
  language,
  /** Subject line, where it goes out by e-mail. */
  subject: z.string().nullable(),
  /** Address it is sent from, where it goes out by e-mail. */
  sender: z.string().nullable(),
  body: z.string().min(1).max(50_000),
  /** Days that the customer has before silence counts; 0 for opt-in, where silence never counts. */
  waitDays: z.int().min(0).max(3650),
  ...covers.shape,
  /** Everybody but the carrier itself who receives CPNI under this notice, by name. */
  entities: z.array(entity),
  /** The ways to say no (or yes) that it offers. */
  channels: z.array(channelKind).min(1),
  methods: z.array(method).min(1),
  /** Smallest type of the printed piece, in points; null where nothing is printed. */
  typePoints: z.number().min(1).max(99).nullable(),
  /** A text that was in use before it was entered here: from this day on. */
  inUseSince: date.nullable(),
});
export type NoticeContent = z.output<typeof noticeContent>;

/** A notice text that never changes; translations of one notice share `groupId`. */
export const noticeVersionRow = z.object({
  carrierId: id,
  id,
  groupId: id,
  ...noticeContent.shape,
  /** Of a paper form: the e-mail version that it is on paper. */
  formOf: id.nullable(),
  contentHash: sha256Hex,
  authorId: id.nullable(),
  authorName: z.string(),
  createdAt: instant,
  approvedBy: id.nullable(),
  approverName: z.string().nullable(),
  approvedAt: instant.nullable(),
  approvedHash: sha256Hex.nullable(),
});

/** That a notice went out to a customer. Its id is the id of the permission event. */
export const deliveryRow = z.object({
  carrierId: id,
  id,
  versionId: id,
  customerId: id,
  method,
  sentAt: instant,
  /** The sender's own reference: batch, postal receipt, message id. */
  reference: z.string().nullable(),
  recordedAt: instant,
});

/** The newest notice of a group that reached a customer and did not come back; the database keeps it. */
export const newestNoticeRow = z.object({
  carrierId: id,
  groupId: id,
  customerId: id,
  /** Null where all that went out came back. */
  deliveryId: id.nullable(),
  sentAt: instant.nullable(),
});
