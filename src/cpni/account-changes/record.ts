import { z } from 'zod';
import { bytes, date, id, instant } from '../../kernel/columns.ts';

/** A try to tell a customer of a change: by text or a voice message to a number held before it, or by mail to an address of record before it. */
export const accountNoticeRow = z.object({
  carrierId: id,
  id,
  changeId: id,
  try: z.int().positive(),
  way: z.enum(['text', 'call', 'email', 'mail']),
  serviceId: id.nullable(),
  contactId: id.nullable(),
  heldOn: date,
  changedOn: date,
  state: z.enum(['trying', 'sent', 'letter', 'posted', 'failed', 'bounced', 'unknown']),
  reference: z.string().nullable(),
  madeAt: instant,
  sentAt: instant.nullable(),
  /** What a call that is under way is named by. */
  tokenHash: bytes.nullable(),
});
export type AccountNotice = z.output<typeof accountNoticeRow>;
