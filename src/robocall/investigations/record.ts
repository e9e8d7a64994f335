import { z } from 'zod';
import { secrecy } from '../../carriers/under-seal.ts';
import { id, instant, sha256Hex } from '../../kernel/columns.ts';

export const triggers = ['alert', 'traceback', 'legal-request', 'complaint', 'caller-id', 'report'] as const;
export const outcomes = ['cleared', 'limited', 'warned', 'blocked', 'suspended', 'terminated'] as const;

const words = z.string().trim().min(1).max(8000);
const known = z.enum(['yes', 'no', 'unknown']);

/** Calls of an account that are looked into, what was found and what came of it. */
export const investigationRow = z.object({
  carrierId: id,
  id,
  accountId: id.nullable(),
  /** Ordered once one of its causes is under seal: what was found beside it may speak of that. */
  secrecy,
  salt: z.string(),
  openedAt: instant,
  openerName: z.string(),
  /** Whether the calls come by a trunk, which may show many numbers, or a line. */
  line: z.enum(['trunk', 'line', 'unknown']).nullable(),
  /** Whether the number shown is the customer's. */
  numberOwned: known.nullable(),
  /** Whether it was a forwarded call that did not say so. */
  forwarded: known.nullable(),
  found: words.nullable(),
  foundAt: instant.nullable(),
  finderName: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  closing: words.nullable(),
  closedAt: instant.nullable(),
  closerName: z.string().nullable(),
});
export type Investigation = z.output<typeof investigationRow>;

/** What gave cause to look: `reference` names the record or, from outside, its number there. */
export const investigationIntakeRow = z.object({
  carrierId: id,
  id,
  investigationId: id,
  trigger: z.enum(triggers),
  reference: z.string().trim().min(1).max(200),
  why: words,
  cameAt: instant,
});

export const investigationActionRow = z.object({
  carrierId: id,
  id,
  investigationId: id,
  kind: z.enum(['limited', 'warned', 'blocked', 'suspended', 'terminated']),
  words,
  doneAt: instant,
  doerName: z.string(),
});
export type InvestigationAction = z.output<typeof investigationActionRow>;

/** A number with which the calls of the account that is looked into are refused, from when until when. */
export const blockedNumberRow = z.object({
  carrierId: id,
  id,
  accountId: id,
  investigationId: id,
  /** E.164 digits without the plus sign */
  number: z.int().min(1).max(999_999_999_999_999),
  fromAt: instant,
  placedBy: z.string(),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
});

/** Bytes kept for an investigation; `content` null after their retention ended. */
export const investigationEvidenceRow = z.object({
  carrierId: id,
  id,
  investigationId: id,
  kind: z.enum(['recording', 'call-records', 'platform-data', 'correspondence', 'other']),
  mediaType: z.enum([
    'audio/wav',
    'audio/mpeg',
    'application/pdf',
    'image/png',
    'image/jpeg',
    'text/plain',
    'text/csv',
  ]),
  size: z.int(),
  hash: sha256Hex,
  content: z.instanceof(Buffer).nullable(),
  addedBy: z.string(),
  addedAt: instant,
});
