import { createHmac } from 'node:crypto';
import type { Ctx } from '../../db/context.ts';

/** The carrier's salt for logins and origins of tries, made when it first needs one. */
const saltOf = async (ctx: Ctx): Promise<string> => {
  const known = await ctx.tx.selectFrom('authenticationSalt').select('salt').executeTakeFirst();
  if (known !== undefined) return known.salt;
  await ctx.tx
    .insertInto('authenticationSalt')
    .values({ salt: ctx.salt() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await ctx.tx.selectFrom('authenticationSalt').select('salt').executeTakeFirstOrThrow()).salt;
};

export type Keyed = (text: string) => Buffer;

/** Hashes what was typed, so that tries of one login, origin or asker are found together and read by nobody. */
export const keysOf = async (ctx: Ctx): Promise<Keyed> => {
  const salt = await saltOf(ctx);
  return (text) => createHmac('sha256', salt).update(text).digest();
};
