import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

/** Records of customers, by id, that a carrier opens for its counsel for a time. */
export const counselBundleRow = z.object({
  carrierId: id,
  id,
  why: z.string().trim().min(1).max(2000),
  subjects: z.array(id).min(1).max(500),
  openedBy: id,
  openerName: z.string(),
  openedAt: instant,
  untilAt: instant,
  endedAt: instant.nullable(),
});
