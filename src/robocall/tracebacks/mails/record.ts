import { z } from 'zod';
import { mailboxSecurity } from '../../../carriers/mailbox/record.ts';
import { bytes, id, instant, sha256Hex } from '../../../kernel/columns.ts';

/** From which mailbox traceback requests are fetched, and when it last answered. */
export const tracebackMailSettingsRow = z.object({
  carrierId: id,
  mailboxHost: z.string().nullable(),
  mailboxPort: z.int().nullable(),
  mailboxSecurity: mailboxSecurity.nullable(),
  mailboxUser: z.string().nullable(),
  mailboxFolder: z.string().nullable(),
  setAt: instant,
  reachedAt: instant.nullable(),
});

/** An address whose mail the built-in listener takes in as traceback requests of this carrier. */
export const tracebackAddressRow = z.object({ carrierId: id, address: z.string() });

/** A mail to the traceback desk as it came, and what it proved to be. */
export const tracebackMailRow = z.object({
  carrierId: id,
  id,
  hash: sha256Hex,
  via: z.enum(['mailbox', 'smtp', 'upload']),
  raw: bytes.nullable(),
  receivedAt: instant,
  recordedAt: instant,
  state: z.enum(['kept', 'request', 'again', 'doubtful', 'dismissed']),
  tracebackId: id.nullable(),
  decidedBy: z.string().nullable(),
  /** What the signature of the mail says of its From, and the domain that it proves; null before it was looked at. */
  sender: z.enum(['proven', 'unsigned', 'failing', 'unknown']).nullable(),
  senderDomain: z.string().nullable(),
  why: z.string().trim().min(1).max(1000).nullable(),
});
export type TracebackMail = z.output<typeof tracebackMailRow>;
