import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { e164Of } from './parse-block.ts';
import { type numberRightRow, rightBasis } from './record.ts';

/** A right as it is shown: numbers as text, instants in the carrier's zone. */
export const shownRight = z.object({
  id,
  accountId: id,
  first: z.string(),
  last: z.string(),
  basis: rightBasis,
  evidence: z.string(),
  /** who verified it and when; null: nobody yet, so no A */
  verifiedBy: z.string().nullable(),
  verifiedAt: when.nullable(),
  from: when,
  until: when.nullable(),
  endedWhy: z.string().nullable(),
  recordedAt: when,
});

/** Turns a row into what is shown. */
export const shownOf = (ctx: Ctx, row: z.output<typeof numberRightRow>): z.input<typeof shownRight> => ({
  id: row.id,
  accountId: row.accountId,
  first: e164Of(row.firstNumber),
  last: e164Of(row.lastNumber),
  basis: row.basis,
  evidence: row.evidence,
  verifiedBy: row.verifiedBy,
  verifiedAt: toldOrNull(ctx, row.verifiedAt),
  from: told(ctx, row.fromAt),
  until: toldOrNull(ctx, row.untilAt),
  endedWhy: row.endedWhy,
  recordedAt: told(ctx, row.recordedAt),
});
