import type { Ctx } from '../../../db/context.ts';

/**
 * The names that call records may have for each voice account: those a person gave it, and else its own id and name. Each name is one
 * account's: what a person said goes first, and of accounts that bore a name one after the other it is the last one's.
 */
export const refsOf = async (ctx: Ctx): Promise<ReadonlyMap<string, readonly string[]>> => {
  const accounts = await ctx.tx
    .selectFrom('voiceAccount')
    .select(['id', 'name'])
    .orderBy('openedAt')
    .orderBy('id')
    .execute();
  const given = await ctx.tx.selectFrom('callAccount').select(['accountRef', 'accountId']).execute();
  const owners = new Map([
    ...accounts.map(({ id, name }) => [name, id] as const),
    ...accounts.map(({ id }) => [id, id] as const),
    ...given.map(({ accountRef, accountId }) => [accountRef, accountId] as const),
  ]);
  const refs = new Map(accounts.map(({ id }) => [id, [] as string[]]));
  for (const [ref, id] of owners) refs.get(id)?.push(ref);
  return refs;
};
