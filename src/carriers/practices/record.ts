import { z } from 'zod';
import { date, id, instant } from '../../kernel/columns.ts';

/** A security practice that the carrier says it follows: whose it is, and how often somebody looks whether it still holds. */
export const practiceRow = z.object({
  carrierId: id,
  id,
  title: z.string().trim().min(1),
  description: z.string(),
  ownerId: id,
  ownerName: z.string(),
  fromDay: date,
  untilDay: date.nullable(),
  reviewMonths: z.int().min(1).max(36),
});

export const practiceReviewRow = z.object({
  carrierId: id,
  id,
  practiceId: id,
  reviewedOn: date,
  verdict: z.enum(['holds', 'changed', 'fails']),
  note: z.string().min(1),
  reviewerId: id.nullable(),
  reviewerName: z.string(),
  recordedAt: instant,
});
