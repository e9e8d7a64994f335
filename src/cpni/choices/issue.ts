import type { Ctx } from '../../db/context.ts';
import { hashOfCode, keypadOf, newCode } from './code.ts';

export type CodeFor = { readonly customerId: string; readonly versionId: string; readonly expiresAt: number };

/** Keeps the hashes of codes that are printed now; one that is kept already stays as it is. */
export const keepCodes = async (ctx: Ctx, issued: readonly (CodeFor & { readonly code: string })[]): Promise<void> => {
  const rows = issued.map(({ code, ...one }) => ({
    ...one,
    codeHash: hashOfCode(code),
    keypadHash: hashOfCode(keypadOf(code)),
    issuedAt: ctx.at,
  }));
  for (let from = 0; from < rows.length; from += 2000)
    await ctx.tx
      .insertInto('choiceCode')
      .values(rows.slice(from, from + 2000))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
};

/** Issues a code to each, in order; only hashes are kept, so a code can be printed now or never. */
export const issueCodes = async (ctx: Ctx, wanted: readonly CodeFor[]): Promise<readonly string[]> => {
  const issued = wanted.map((one) => ({ ...one, code: newCode() }));
  await keepCodes(ctx, issued);
  return issued.map(({ code }) => code);
};
