import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import type { Amendment } from '../../documents/frame.ts';
import type { Filing } from './record.ts';

/** What an amendment supersedes and changes, or null for a first filing. */
export const amendmentOf = async (ctx: Ctx, { amendsId, changes }: Filing): Promise<Amendment | null> => {
  if (amendsId === null) return null;
  const { confirmation, receivedAt } = await ctx.tx
    .selectFrom('filingReceipt')
    .select(['confirmation', 'receivedAt'])
    .where('filingId', '=', amendsId)
    .executeTakeFirstOrThrow();
  return { supersedesFilingOf: dateAt(ctx, receivedAt), confirmation, changes };
};
