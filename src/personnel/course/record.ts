import { z } from 'zod';
import { date, id, instant } from '../../kernel/columns.ts';

/** A person's try at the test of a course; the seed gives back the very questions. Score and passed stand once it is submitted. */
export const courseAttemptRow = z.object({
  carrierId: id,
  id,
  courseId: id,
  personId: id,
  personName: z.string(),
  day: date,
  tryOfDay: z.int().min(1).max(3),
  seed: z.string(),
  startedAt: instant,
  submittedAt: instant.nullable(),
  score: z.int().min(0).max(100).nullable(),
  passed: z.boolean().nullable(),
});
