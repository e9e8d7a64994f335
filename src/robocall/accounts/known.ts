import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';

/** Refuses an id that is no voice account of this carrier. */
export const knownAccount = async (ctx: Ctx, accountId: string): Promise<void> => {
  found(
    await ctx.tx.selectFrom('voiceAccount').select('id').where('id', '=', accountId).executeTakeFirst(),
    'voice account',
  );
};
