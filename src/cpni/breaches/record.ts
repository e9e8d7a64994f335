import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../kernel/columns.ts';

export const cpniClass = z.enum([
  'call-detail',
  'services-subscribed',
  'usage',
  'billing',
  'location',
  'technical-configuration',
]);

/** The lines of a breach's record of which a person says whether they are known or assumed. */
export const breachLine = z.enum(['discovered', 'determined', 'intentional', 'cpni', 'customers', 'circumstances']);

/** A suspected or determined breach, 64.2011. What is unknown is null; whether it was intentional may be unknown. */
export const breachRow = z.object({
  carrierId: id,
  id,
  discoveredAt: instant,
  determinedOn: date.nullable(),
  intentional: z.enum(['yes', 'no', 'unknown']),
  cpni: z.array(cpniClass).min(1),
  customers: z.int().min(0).nullable(),
  circumstances: z.string().min(1),
  salt: z.string(),
  recordedAt: instant,
  reportedAt: instant.nullable(),
  reportReference: z.string().nullable(),
  urgentHarm: z.string().nullable(),
  consulted: z.string().nullable(),
  customersNotifiedAt: instant.nullable(),
  customersNotified: z.int().nullable(),
  knownLines: z.array(breachLine),
  assumedLines: z.array(breachLine),
});

/** An agency's written direction to wait, to wait longer, or no longer: 64.2011(b)(3). */
export const agencyDirectionRow = z.object({
  carrierId: id,
  id,
  breachId: id,
  kind: z.enum(['delay', 'extension', 'release']),
  agency: z.string().min(1),
  directedOn: date,
  untilDay: date,
  writingHash: sha256Hex,
  recordedAt: instant,
});

/** A statement of the catalogue and what a breach does to it; the last mark stands. */
export const breachConceptRow = z.object({
  carrierId: id,
  id,
  breachId: id,
  concept: z
    .string()
    .regex(/^P\d+$/)
    .meta({ examples: ['P3'] }),
  effect: z.enum(['contradicts', 'partly', 'none']),
  markedAt: instant,
});

export const breachCooperationRow = z.object({
  carrierId: id,
  id,
  breachId: id,
  agency: z.string().min(1).max(200),
  happenedOn: date,
  what: z.string().min(1).max(4000),
  salt: z.string(),
  recordedAt: instant,
});

/** How a person judges the harm of a breach; an agency is consulted where it is immediate and irreparable. The last row stands. */
export const harmAssessmentRow = z.object({
  carrierId: id,
  id,
  breachId: id,
  harm: z.enum(['immediate-and-irreparable', 'likely', 'not-likely']),
  whom: z.string().min(1).max(1000),
  why: z.string().min(1).max(4000),
  agency: z.string().min(1).max(200).nullable(),
  consultedOn: date.nullable(),
  salt: z.string(),
  assessedBy: id,
  assessorName: z.string(),
  assessedAt: instant,
});

/** A message to customers about a breach, released after the hold. */
export const breachMessageRow = z.object({
  carrierId: id,
  id,
  breachId: id,
  textHash: sha256Hex,
  customers: z.int().min(1),
  releasedAt: instant,
  releasedBy: id.nullable(),
  ground: z.enum(['no-hold', 'urgent', 'after-hold']),
});
