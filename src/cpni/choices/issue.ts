import type { Ctx } from '../../db/context.ts';
import { hashOfCode, keypadOf, newCode } from './code.ts';

export type CodeFor = { readonly customerId: string; readonly versionId: string; readonly expiresAt: number };

/** Issues a code to each, in order; only hashes are kept, so a code can be printed now or never. */
export const issueCodes = async (ctx: Ctx, wanted: readonly CodeFor[]): Promise<readonly string[]> => {
  if (wanted.length === 0) return [];
  const issued = wanted.map((one) => ({ ...one, code: newCode() }));
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
      .execute();
  return issued.map(({ code }) => code);
};
