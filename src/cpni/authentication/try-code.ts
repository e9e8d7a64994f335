import type { Ctx } from '../../db/context.ts';
import { tidyOneTimeCode } from './code.ts';
import { codes } from './limits.ts';
import type { OneTimeCode } from './record.ts';
import { type Tried, trySecret } from './try-secret.ts';

/** A code as somebody typed it. `named`: what he named it by, equal texts are one; `origin` as `originKey` writes it. */
export type CodeTyped = { readonly named: string; readonly typed: string; readonly origin: string };

/** A wrong code counts at the code itself too: after the third it is gone, however long the account's rest. */
const countAtCode = async (ctx: Ctx, code: OneTimeCode): Promise<void> => {
  const wrong = Math.min(code.wrong + 1, codes.tries);
  const spent = wrong >= codes.tries ? { codeHash: null, endedAt: code.endedAt ?? ctx.at } : {};
  await ctx.tx
    .updateTable('oneTimeCode')
    .set({ wrong, ...spent })
    .where('id', '=', code.id)
    .execute();
};

/** Tries what was typed against a code, which the caller holds; `undefined` where there is none: refused at the same price. */
export const tryCode = async (
  ctx: Ctx,
  code: OneTimeCode | undefined,
  { named, typed, origin }: CodeTyped,
): Promise<Tried> => {
  const given = await trySecret(ctx, {
    what: 'code',
    account: named,
    customerId: code?.customerId ?? null,
    hash: code?.codeHash ?? null,
    secret: tidyOneTimeCode(typed),
    origin,
  });
  if (given.outcome === 'wrong' && code !== undefined) await countAtCode(ctx, code);
  return given;
};

/** Uses a code: it opens nothing twice. */
export const spendCode = async (ctx: Ctx, codeId: string): Promise<void> => {
  await ctx.tx.updateTable('oneTimeCode').set({ codeHash: null, endedAt: ctx.at }).where('id', '=', codeId).execute();
};
