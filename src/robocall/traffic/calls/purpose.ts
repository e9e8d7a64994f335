import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { record } from '../../../ledger/record.ts';

/** Why call records are read: each is a use that 47 U.S.C. 222(d) or legal process allows without approval. */
export const readFor = z.strictObject({
  purpose: z.enum(['fraud-investigation', 'traceback', 'legal-process', 'billing-dispute', 'network-maintenance']),
  /** the case, ticket or request behind it */
  reason: z.string().trim().min(1).max(500),
});

/** Puts on record who read call records, why and how many; what was looked for is not in it. */
export const recordReading = async (
  ctx: Ctx,
  { purpose, reason }: z.output<typeof readFor>,
  what: { readonly subject: string; readonly calls: number; readonly from: number; readonly until: number },
): Promise<void> => {
  const { subject, calls, from, until } = what;
  await record(ctx, {
    kind: 'calls.read',
    subject,
    happenedAt: ctx.at,
    facts: { purpose, reason, calls, from: new Date(from).toISOString(), until: new Date(until).toISOString() },
  });
};
