import { z } from 'zod';
import { date, frn, id, instant, sha256Hex } from '../../kernel/columns.ts';

export const noticeKind = z.enum(['suspected-illegal-traffic', 'final-determination', 'cease-and-desist']);

/** A notice of the Commission about illegal traffic, what was found about it, and what was told. */
export const fccNoticeRow = z.object({
  carrierId: id,
  id,
  kind: noticeKind,
  reference: z.string().trim().min(1).max(200),
  receivedAt: instant,
  givenDays: z.int().min(1).max(3650).nullable(),
  releasedOn: date.nullable(),
  /** The provider that a Final Determination Order names. */
  providerName: z.string().trim().min(1).max(300).nullable(),
  providerFrn: frn.nullable(),
  traffic: z.string().trim().min(1).max(8000),
  originalHash: sha256Hex.nullable(),
  salt: z.string(),
  enteredBy: id,
  entererName: z.string(),
  enteredAt: instant,
  /** What we are in the path of this traffic. */
  role: z.enum(['originating', 'gateway', 'other']).nullable(),
  finding: z.enum(['illegal', 'not-illegal', 'none-found']).nullable(),
  /** How it was found. */
  found: z.string().trim().min(1).max(8000).nullable(),
  upstream: z.string().trim().max(2000).nullable(),
  investigatedAt: instant.nullable(),
  plan: z.string().trim().min(1).max(8000).nullable(),
  reportedAt: instant.nullable(),
  reportHow: z.string().trim().min(1).max(300).nullable(),
  reportHash: sha256Hex.nullable(),
  /** On which day the Commission ended a Final Determination Order, and by which paper; null while it is in force. */
  orderEndedOn: date.nullable(),
  orderEnd: z.string().trim().min(1).max(2000).nullable(),
  closedAt: instant.nullable(),
  closing: z.string().trim().min(1).max(2000).nullable(),
  closerName: z.string().nullable(),
});
export type FccNotice = z.output<typeof fccNoticeRow>;

/** Something that was done on a notice. */
export const fccNoticeActionRow = z.object({
  carrierId: id,
  id,
  noticeId: id,
  kind: z.enum([
    'blocked-identified',
    'blocked-similar',
    'account-suspended',
    'account-terminated',
    'provider-blocked',
    'no-traffic',
    'mitigated',
    'mitigation-impossible',
    'measures',
  ]),
  accountId: id.nullable(),
  providerId: id.nullable(),
  words: z.string().trim().min(1).max(4000),
  doneAt: instant,
  doneBy: id,
  doerName: z.string(),
  recordedAt: instant,
});
export type FccNoticeAction = z.output<typeof fccNoticeActionRow>;
