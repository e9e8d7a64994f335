import { z } from 'zod';
import { bytes, id, instant } from '../../kernel/columns.ts';

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
