import { z } from 'zod';
import { id, instant } from '../../../kernel/columns.ts';

/** A person opened an entry of evidence on his way to the signature; null: he closed what was open. */
export const filingLookRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  personId: id,
  personName: z.string(),
  entryId: id.nullable(),
  at: instant,
});

/** What one of the staff told the officer before he signed. */
export const filingTalkRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  officerId: id,
  officerName: z.string(),
  personId: id,
  personName: z.string(),
  said: z.string().min(1),
  at: instant,
});

/** Why a record is among those chosen by lot. */
export const sampleReason = z.enum(['denied-marketing', 'desk-release', 'bounced-notice', 'discipline', 'any']);
