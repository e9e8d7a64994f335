import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

export const requesterKinds = ['consortium', 'fcc', 'law-enforcement'] as const;

/** Somebody who may ask for a traceback, and how we made sure of it. */
export const tracebackRequesterRow = z.object({
  carrierId: id,
  id,
  name: z.string().trim().min(1).max(200),
  kind: z.enum(requesterKinds),
  how: z.string().trim().min(1).max(1000),
  verifiedBy: id,
  verifierName: z.string(),
  verifiedAt: instant,
});

/** What our part in a call was. */
export const callRole = z.enum(['originating', 'intermediate', 'gateway', 'not-ours']);

/** A request, from its arrival to its answer. */
export const tracebackRow = z.object({
  carrierId: id,
  id,
  via: z.enum(['form', 'mail']),
  receivedAt: instant,
  recordedAt: instant,
  original: z.string().min(1),
  parsed: z.record(z.string(), z.unknown()),
  state: z.enum(['arrived', 'confirmed', 'prepared', 'answered']),
  requesterId: id.nullable(),
  call: z.record(z.string(), z.unknown()).nullable(),
  confirmedBy: id.nullable(),
  confirmedAt: instant.nullable(),
  outcome: z.enum(['matched', 'absent']).nullable(),
  role: callRole.nullable(),
  upstream: z.string().nullable(),
  accountId: id.nullable(),
  sheet: z.record(z.string(), z.unknown()).nullable(),
  preparedBy: id.nullable(),
  preparedAt: instant.nullable(),
  approvedBy: id.nullable(),
  approvedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  answeredHow: z.enum(['portal', 'mail']).nullable(),
  answeredReference: z.string().nullable(),
  salt: z.string().nullable(),
});
