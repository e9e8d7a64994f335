import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

export const mailboxSecurity = z.enum(['tls', 'starttls', 'none']);

/** A message of a mailbox that is kept here; marked as seen there only after that was committed. */
export const mailboxMessageRow = z.object({
  carrierId: id,
  mailbox: z.string(),
  uidValidity: z.int(),
  uid: z.int(),
  /** What it is kept as: one of the two. */
  returnedId: id.nullable(),
  tracebackMailId: id.nullable(),
  markedAt: instant.nullable(),
});
