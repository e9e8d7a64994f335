import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../kernel/columns.ts';

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

/** Under which an account's numbers are hashed for evidence. */
export const numberSaltRow = z.object({ carrierId: id, accountId: id, salt: z.string() });

/** Why no call may show a number of the list; `held`: the carrier's own, unused while nobody has a right to them; `emergency`: PSAPs. */
export const listKind = z.enum(['do-not-originate', 'invalid', 'unallocated', 'held', 'emergency']);

export const listFormat = z.enum(['numbers', 'nanpa-areas', 'nanpa-codes', 'nanpa-blocks']);

/** A version of a list from one source. */
export const numberListRow = z.object({
  carrierId: id,
  id,
  kind: listKind,
  source: z.string().trim().min(1).max(80),
  format: listFormat,
  versionOn: date,
  fileHash: sha256Hex,
  lines: z.int(),
  refused: z.int(),
  blocks: z.int(),
  numbers: z.int(),
  importedBy: z.string(),
  inForceAt: instant.nullable(),
  replacedAt: instant.nullable(),
});

export const numberListBlockRow = z.object({ carrierId: id, listId: id, firstNumber: e164, lastNumber: e164 });
