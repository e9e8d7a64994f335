import { z } from 'zod';
import { id, instant, sha256Hex } from '../../../kernel/columns.ts';
import { e164 } from '../../numbers/record.ts';

/** Whose file of complaints. */
export const complaintSource = z.enum(['ftc', 'fcc']);

/** A complaint about a number that an account of ours may show. */
export const numberComplaintRow = z.object({
  carrierId: id,
  id,
  source: complaintSource,
  number: e164,
  at: instant,
  rowHash: sha256Hex,
  takenAt: instant,
});
