import { z } from 'zod';
import { id, instant } from '../../kernel/columns.ts';

/** On what a right to show a number rests. */
export const rightBasis = z.enum(['assigned', 'ported-in', 'letter', 'toll-free', 'delegate-certificate']);

/** E.164 digits without the plus sign. */
export const e164 = z.int().min(1).max(999_999_999_999_999);

/** That an account may show the numbers of a block, both ends included, from an instant up to another. */
export const numberRightRow = z.object({
  carrierId: id,
  id,
  accountId: id,
  firstNumber: e164,
  lastNumber: e164,
  basis: rightBasis,
  evidence: z.string().trim().min(1),
  verifiedBy: z.string().nullable(),
  verifiedAt: instant.nullable(),
  fromAt: instant,
  untilAt: instant.nullable(),
  endedWhy: z.string().nullable(),
  recordedAt: instant,
});
