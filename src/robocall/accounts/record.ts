import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

/** Other callers' numbers: refused, or signed B with the reason. */
export const callerIdPolicy = z.enum(['own-only', 'signed-b']);

/** What holds while the gate cannot know: an old snapshot, no key, no counters. */
export const whenBlind = z.enum(['pass-unsigned', 'refuse']);

/** An account rests on an approval of its case and has limits: the database holds both. */
export const voiceAccountRow = z.object({
  carrierId: id,
  id,
  name: z.string().trim().min(1),
  customerId: id.nullable(),
  caseId: id,
  approvalId: id,
  approvalOutcome: z.literal('approved'),
  limitsId: id,
  callerIdPolicy,
  whenBlind,
  spc: z
    .string()
    .regex(/^[0-9A-Z]+$/)
    .nullable(),
  openedAt: instant,
  endedAt: instant.nullable(),
});

export const accountLimitsRow = z.object({
  carrierId: id,
  id,
  accountId: id,
  callsPerSecond: z.number().positive().max(10_000),
  burst: z.int().min(1).max(10_000),
  sessions: z.int().min(1).max(1_000_000),
  leaseSeconds: z.int().min(1).max(86_400).nullable(),
  reason: z.string().trim().min(1),
  setBy: z.string(),
  fromAt: instant,
});

/** Whether what the carrier itself set is enforced on an account's calls, or only told; a shadow ends by its time. */
export const accountGateModeRow = z.object({
  carrierId: id,
  id,
  accountId: id,
  mode: z.enum(['shadow', 'enforce']),
  untilAt: instant.nullable(),
  reason: z.string().trim().min(1),
  setBy: z.string(),
  fromAt: instant,
});

/** Why an account's calls stop, from when until when. */
export const accountHoldRow = z.object({
  carrierId: id,
  id,
  accountId: id,
  kind: z.enum(['suspended', 'terminated']),
  source: z.enum(['onboarding', 'strikes', 'investigation', 'officer', 'provider']),
  sourceId: id.nullable(),
  reason: z.string().trim().min(1),
  fromAt: instant,
  placedBy: z.string(),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  endedReason: z.string().nullable(),
});

/** What an account may do at most. `leaseSeconds`: how long a call counts where nobody reports its end. */
export const limits = z.strictObject(
  accountLimitsRow.pick({ callsPerSecond: true, burst: true, sessions: true, leaseSeconds: true }).shape,
);
export type Limits = z.output<typeof limits>;
