import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { holdsAt, type VoiceAccount } from './store.ts';

/** The instant since which an account has been served without a hold, epoch ms; refused with `fix` while one is in force. */
export const servedSince = async (
  ctx: Ctx,
  { id: accountId, openedAt }: VoiceAccount,
  fix: string,
): Promise<number> => {
  if ((await holdsAt(ctx, [accountId], ctx.at)).length > 0)
    refuse('wrong-state', 'Its calls are stopped: a hold is in force.', fix);
  const last = await ctx.tx
    .selectFrom('accountHold')
    .select(({ fn }) => fn.max('endedAt').as('endedAt'))
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return Math.max(openedAt, last?.endedAt ?? 0);
};
