import { z } from 'zod';
import { date, id, instant } from '../../kernel/columns.ts';
import { role } from '../staff/record.ts';

/** A dated look at everybody who may see CPNI; closed when each of them was decided. */
export const accessReviewRow = z.object({
  carrierId: id,
  id,
  openedOn: date,
  openedBy: id,
  openerName: z.string(),
  openedAt: instant,
  closedOn: date.nullable(),
  closedAt: instant.nullable(),
});

/** Roles of a person, or a key, as they stood when the review was opened; `personId` null: a machine's key. */
export const accessReviewItemRow = z.object({
  carrierId: id,
  id,
  reviewId: id,
  kind: z.enum(['member', 'key']),
  subjectId: id,
  personId: id.nullable(),
  name: z.string(),
  roles: z.array(role),
  lastUsedAt: instant.nullable(),
  verdict: z.enum(['kept', 'ended']).nullable(),
  why: z.string().min(1).max(2000).nullable(),
  decidedBy: id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: instant.nullable(),
});

/** Months from one review to the next, at most a year; the last row stands. */
export const accessReviewSettingRow = z.object({
  carrierId: id,
  id,
  months: z.int().min(1).max(12),
  setAt: instant,
});
