import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

export const onboardingCaseRow = z.object({
  carrierId: id,
  id,
  applicant: z.string().trim().min(1),
  openedAt: instant,
});

export const riskTier = z.enum(['standard', 'elevated', 'high']);

/** Approved for a while, or refused: re-verification is the next decision of the same case. */
export const onboardingDecisionRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  outcome: z.enum(['approved', 'refused']),
  tier: riskTier,
  points: z.int().min(0),
  reason: z.string().trim().min(1),
  preparedBy: id,
  decidedBy: id,
  deciderName: z.string(),
  decidedAt: instant,
  validUntil: instant.nullable(),
});
