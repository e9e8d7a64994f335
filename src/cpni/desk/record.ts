import { z } from 'zod';
import { bytes, date, id, instant, sha256Hex } from '../../kernel/columns.ts';
import { omissions } from '../../law/questions/spoken-notice.ts';

/** Why a customer is served: told his calls or account, sent them, changed something, chose, reported, heard an offer; or not proved, or wanted nothing. */
export const servedReason = z.enum([
  'told',
  'sent',
  'changed',
  'chose',
  'reported',
  'offered',
  'not-proved',
  'nothing',
]);

/** A customer who speaks with the carrier: on the telephone, in a chat, in a store. */
export const deskSessionRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  channel: z.enum(['phone-inbound', 'phone-outbound', 'online', 'store']),
  callId: z.string().min(1).nullable(),
  openedAt: instant,
  openedBy: id.nullable(),
  opener: z.string(),
  untilAt: instant,
  endedAt: instant.nullable(),
  endedHow: z.enum(['hang-up', 'finished', 'time']).nullable(),
  /** What its agent finished it with, also where its time was over by then. */
  endedReason: servedReason.nullable(),
});
export type DeskSession = z.output<typeof deskSessionRow>;

export const triedWay = z.enum(['identity-only', 'customer-recited', 'photo-id', 'contract']);

/** A try to show who the caller is. */
export const deskAttemptRow = z.object({
  carrierId: id,
  id,
  sessionId: id,
  customerId: id,
  way: triedWay,
  held: z.boolean(),
  at: instant,
});

export const recitedCallRow = z.object({ carrierId: id, sessionId: id, callDetailId: id, at: instant });

/** A call placed by the system to a number of record. */
export const deskCallRow = z.object({
  carrierId: id,
  id,
  sessionId: id,
  serviceId: id,
  tokenHash: bytes.nullable(),
  expects: z.string(),
  state: z.enum(['wanted', 'placing', 'ringing', 'proved', 'mailbox', 'unanswered', 'failed', 'unknown']),
  wrongKeys: z.int(),
  reference: z.string().nullable(),
  madeAt: instant,
  settledAt: instant.nullable(),
});
export type DeskCall = z.output<typeof deskCallRow>;

/** A business customer's contract on another way of being known, 64.2010(g). Dates are the carrier's. */
export const businessContractRow = z.object({
  carrierId: id,
  id,
  customerId: id,
  /** A person of the staff. */
  representativeId: id,
  representative: z.string(),
  reference: z.string().trim().min(1).max(200),
  documentHash: sha256Hex,
  clause: z.string().trim().min(1).max(10_000),
  agreedWay: z.string().trim().min(1).max(2000),
  fromDay: date,
  untilDay: date,
  enteredAt: instant,
  enteredBy: z.string(),
  endedAt: instant.nullable(),
});
export type BusinessContractRow = z.output<typeof businessContractRow>;

/** Call detail on its way to an address of record. */
export const deskDispatchRow = z.object({
  carrierId: id,
  id,
  sessionId: id,
  customerId: id,
  contactId: id,
  way: z.enum(['email', 'mail']),
  fromDay: date,
  untilDay: date,
  linkedDay: date,
  wantedDay: date,
  decisionId: id,
  state: z.enum(['wanted', 'sending', 'sent', 'letter', 'posted', 'failed', 'unknown']),
  madeAt: instant,
  sentAt: instant.nullable(),
});
export type DeskDispatch = z.output<typeof deskDispatchRow>;

/** A page, or a question by keys, on which the customer enters his password himself, or sets what is lost by a code. */
export const deskPromptRow = z.object({
  carrierId: id,
  id,
  sessionId: id,
  way: z.enum(['text', 'chat', 'keys']),
  serves: z.enum(['password', 'new-password', 'backup-method']),
  serviceId: id.nullable(),
  tokenHash: bytes.nullable(),
  state: z.enum(['wanted', 'sending', 'waiting', 'proved', 'set', 'locked', 'failed', 'unknown']),
  wrong: z.int(),
  madeAt: instant,
  expiresAt: instant,
  settledAt: instant.nullable(),
});
export type DeskPrompt = z.output<typeof deskPromptRow>;

/** The answer to a spoken notice for one call, and what of the notice was left out. */
export const spokenApprovalRow = z.object({
  carrierId: id,
  id,
  sessionId: id,
  customerId: id,
  versionId: id,
  scriptHash: sha256Hex,
  omitted: z.array(z.enum(omissions)),
  answer: z.enum(['yes', 'no']),
  eventId: id.nullable(),
  agentId: id,
  agent: z.string(),
  at: instant,
});
