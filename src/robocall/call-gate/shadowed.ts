import { sql } from 'kysely';
import type { Ctx } from '../../db/context.ts';

type Count = { readonly code: string; readonly calls: number; readonly at: number };

/** How many calls of an account were carried since an instant (epoch ms) that would have been refused, by code, and when the last was. */
export const shadowedSince = (ctx: Ctx, accountId: string, from: number): Promise<Count[]> =>
  ctx.tx
    .selectFrom('gateShadowCall')
    .select(['code', sql<number>`count(*)::int`.as('calls'), ({ fn }) => fn.max('at').as('at')])
    .where('accountId', '=', accountId)
    .where('at', '>=', from)
    .groupBy('code')
    .orderBy('calls', 'desc')
    .orderBy('code')
    .execute();

/** How many calls of a period were carried past a refusal of one of these codes. */
export const passedInShadow = async (
  ctx: Ctx,
  { from, until }: { readonly from: number; readonly until: number },
  codes: readonly string[],
): Promise<number> => {
  const { calls } = await ctx.tx
    .selectFrom('gateShadowCall')
    .select(sql<number>`count(*)::int`.as('calls'))
    .where('at', '>=', from)
    .where('at', '<', until)
    .where('code', 'in', codes)
    .executeTakeFirstOrThrow();
  return calls;
};
