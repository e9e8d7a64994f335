import type { Ctx } from '../../../db/context.ts';

/** The names that call records may have for each voice account: those it was given, and else its own name and id. */
export const refsOf = async (ctx: Ctx): Promise<ReadonlyMap<string, readonly string[]>> => {
  const accounts = await ctx.tx.selectFrom('voiceAccount').select(['id', 'name']).execute();
  const named = await ctx.tx.selectFrom('callAccount').select(['accountRef', 'accountId']).execute();
  return new Map(
    accounts.map(({ id, name }) => [
      id,
      [id, name, ...named.filter(({ accountId }) => accountId === id).map(({ accountRef }) => accountRef)],
    ]),
  );
};
