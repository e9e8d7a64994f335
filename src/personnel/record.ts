import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../kernel/columns.ts';

const score = z.int().min(0).max(100);

/** A version of a training course; `hash` is of what was taught. `passScore` null: attendance is enough; `minutes` null: nobody said how long it takes. */
export const courseRow = z.object({
  carrierId: id,
  id,
  title: z.string().min(1),
  version: z.string().min(1),
  hash: sha256Hex,
  passScore: score.nullable(),
  minutes: z.int().min(1).max(600).nullable(),
  publishedAt: instant,
});

export const completionRow = z.object({
  carrierId: id,
  id,
  courseId: id,
  personId: id,
  personName: z.string(),
  completedOn: date,
  score: score.nullable(),
  passed: z.boolean(),
  recordedBy: id.nullable(),
  recordedAt: instant,
});

/** A version of the compliance manual. */
export const manualRow = z.object({
  carrierId: id,
  id,
  title: z.string().min(1),
  version: z.string().min(1),
  hash: sha256Hex,
  publishedAt: instant,
});

/** A person's own word that he has read and understood that very version. */
export const acknowledgmentRow = z.object({
  carrierId: id,
  id,
  manualId: id,
  hash: sha256Hex,
  personId: id,
  personName: z.string(),
  acknowledgedAt: instant,
});

/** The four factors that carriers promise to weigh, and the measures they name. */
export const factors = {
  severity: z.enum(['minor', 'serious', 'grave']),
  repetition: z.enum(['first', 'repeat']),
  guidance: z.enum(['sought', 'given', 'neither']),
  intent: z.enum(['inadvertent', 'negligent', 'deliberate', 'malicious']),
};
export const measure = z.enum([
  'none',
  'remedial-training',
  'reprimand',
  'unfavorable-review',
  'probation',
  'termination',
]);

/** A violation of the CPNI rules by a person of the staff; factors and measure stand together once decided. */
export const disciplineCaseRow = z.object({
  carrierId: id,
  id,
  personId: id,
  personName: z.string(),
  happenedOn: date,
  violation: z.string().min(1),
  salt: z.string(),
  openedBy: id.nullable(),
  openedAt: instant,
  severity: factors.severity.nullable(),
  repetition: factors.repetition.nullable(),
  guidance: factors.guidance.nullable(),
  intent: factors.intent.nullable(),
  measure: measure.nullable(),
  reason: z.string().nullable(),
  decidedBy: id.nullable(),
  decidedAt: instant.nullable(),
});
