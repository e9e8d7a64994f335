import type { Ctx } from '../../db/context.ts';
import { parseInstant } from '../../kernel/time.ts';
import { toNumber } from '../numbers/normalise.ts';
import type { TracedAccount } from '../traffic/days/outside.ts';
import { callAsked } from './confirm.ts';

/** Calls that were traced to an account of ours and made in a time, for the score of its days. */
export const tracedAccounts = async (ctx: Ctx, from: number, until: number): Promise<readonly TracedAccount[]> => {
  const rows = await ctx.tx
    .selectFrom('traceback')
    .select(['id', 'accountId', 'call'])
    .where('accountId', 'is not', null)
    .where('receivedAt', '>=', from)
    .execute();
  return rows.flatMap(({ id, accountId, call }) => {
    const asked = callAsked.safeParse(call);
    const at = asked.success ? parseInstant(asked.data.at) : null;
    if (accountId === null || !asked.success || at === null || at < from || at >= until) return [];
    const { calling, called } = asked.data;
    return [
      { accountId, at, calling: toNumber(calling ?? '') ?? 0, called: toNumber(called) ?? 0, key: `traceback:${id}` },
    ];
  });
};
