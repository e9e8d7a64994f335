import { z } from 'zod';
import { mailboxSecurity } from '../../carriers/mailbox/record.ts';
import { bytes, id, instant, sha256Hex } from '../../kernel/columns.ts';

export const reading = z.enum([
  'no',
  'yes',
  'both',
  'unclear',
  'hard',
  'soft',
  'delayed',
  'arrived',
  'automatic',
  'abuse-report',
  'unreadable',
  'own',
]);

/** How it was found whose answer it is, the surest first. */
export const matched = z.enum(['token', 'message-id', 'address', 'nobody']);

export const via = z.enum(['mailbox', 'smtp', 'webhook', 'upload']);

/** A message or report that came back. Without a reading it waits to be read. */
export const returnedMailRow = z.object({
  carrierId: id,
  id,
  hash: sha256Hex,
  via,
  raw: bytes.nullable(),
  /** Envelope recipients, where known. */
  recipients: z.array(z.string()),
  receivedAt: instant,
  recordedAt: instant,
  reading: reading.nullable(),
  /** The server's code, e.g. `5.1.1`. */
  status: z.string().nullable(),
  matched: matched.nullable(),
  customerId: id.nullable(),
  deliveryId: id.nullable(),
  readAt: instant.nullable(),
});

/** A delivery whose server said "not now": until `untilAt` it may still arrive. */
export const softBounceRow = z.object({
  carrierId: id,
  deliveryId: id,
  customerId: id,
  at: instant,
  untilAt: instant,
  status: z.string().nullable(),
  endedAt: instant.nullable(),
  ended: z.enum(['arrived', 'returned']).nullable(),
});

export const returnSettingsRow = z.object({
  carrierId: id,
  softBounceDays: z.int().min(1).max(10),
  mailboxHost: z.string().nullable(),
  mailboxPort: z.int().nullable(),
  mailboxSecurity: mailboxSecurity.nullable(),
  mailboxUser: z.string().nullable(),
  mailboxFolder: z.string().nullable(),
});

/** A domain whose mail the built-in listener takes for this carrier. */
export const returnDomainRow = z.object({ carrierId: id, domain: z.string() });
