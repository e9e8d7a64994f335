import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../kernel/columns.ts';
import type { Reach } from '../../law/47cfr/1.20003.ts';

/** A version of the policies and procedures of 1.20003(b), with its appendix. */
export const interceptionPolicyRow = z.object({
  carrierId: id,
  id,
  version: z.int().min(1),
  statement: z.string().trim().min(1).max(20_000),
  interpretation: z.string().trim().min(1).max(20_000),
  retentionMonths: z.int().min(12).max(1200),
  officerId: id,
  officerName: z.string(),
  job: z.string().trim().min(1).max(1000),
  /** Seven days a week, at any hour. */
  contact: z.string().trim().min(1).max(1000),
  publishedBy: id,
  publisherName: z.string(),
  publishedAt: instant,
});
export type InterceptionPolicy = z.output<typeof interceptionPolicyRow>;

export const interceptionDesigneeRow = z.object({ carrierId: id, policyId: id, personId: id, name: z.string() });

/** What makes the policies due at the FCC, and that they were filed. */
export const interceptionFilingRow = z.object({
  carrierId: id,
  id,
  cause: z.enum(['first', 'amended', 'merger', 'divestiture']),
  policyId: id.nullable(),
  happenedOn: date,
  recordedAt: instant,
  filedOn: date.nullable(),
  confirmation: z.string().trim().min(1).max(300).nullable(),
  filedBy: z.string().nullable(),
});

/** What an interception is about: it stands in the database sealed only. Null: made without authorization, so there is none. */
export const interceptionSubject = z.strictObject({
  numbers: z.array(z.string().trim().min(1).max(40)).max(100),
  circuits: z.array(z.string().trim().min(1).max(100)).max(100),
  type: z.enum(['pen-register', 'trap-and-trace', 'title-iii', 'fisa', 'call-identifying-information', 'other']),
  officer: z.string().trim().min(1).max(300).nullable(),
  signer: z.string().trim().min(1).max(300).nullable(),
  authority: z.string().trim().min(1).max(300).nullable(),
  authorityHash: sha256Hex.nullable(),
});
export type InterceptionSubject = z.output<typeof interceptionSubject>;

export const interceptionRow = z.object({
  carrierId: id,
  id,
  authorized: z.enum(['both', 'without']),
  sealed: z.string().nullable(),
  openedBy: id,
  openerName: z.string(),
  legalAt: instant.nullable(),
  /** whether the legal authorization names its end; unknown of records from before that was asked */
  authorizedEnd: z.enum(['named', 'none-named', 'unknown']),
  authorizedUntil: instant.nullable(),
  carrierBy: id.nullable(),
  carrierName: z.string().nullable(),
  carrierAt: instant.nullable(),
  startAt: instant.nullable(),
  overseerId: id.nullable(),
  overseerName: z.string().nullable(),
  certifiedAt: instant.nullable(),
  certificationHash: sha256Hex.nullable(),
  endedAt: instant.nullable(),
  recordedAt: instant,
});
export type Interception = z.output<typeof interceptionRow>;

/** Until when the legal authorization of an interception reaches. */
export const reachOf = ({
  authorizedEnd,
  authorizedUntil,
}: Pick<Interception, 'authorizedEnd' | 'authorizedUntil'>): Reach => {
  if (authorizedEnd === 'unknown') return 'unknown';
  return authorizedUntil ?? 'no-end-named';
};

export const interceptionIncidentRow = z.object({
  carrierId: id,
  id,
  kind: z.enum(['compromise', 'unlawful-surveillance']),
  sealed: z.string().nullable(),
  discoveredAt: instant,
  enteredBy: id,
  enteredAt: instant,
  reportedAt: instant.nullable(),
  reporterName: z.string().nullable(),
});
