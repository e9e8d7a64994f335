import type { Ctx } from '../../db/context.ts';
import { refuse } from '../../kernel/problem.ts';
import { hashOfCode, tidyCode } from './code.ts';

/** Whom a code was sent to and with which notice version. */
export type CodeHolder = { readonly customerId: string; readonly versionId: string };

const unknown = (): never =>
  refuse(
    'not-found',
    "'code': this code does not answer; it may be mistyped or have expired.",
    'Read it again from the notice, or take another of the ways that the notice names.',
  );

/** Who holds a code as typed, while it answers; else `not-found`, in the same words for unknown and expired. */
export const holderOf = async (ctx: Ctx, typed: string): Promise<CodeHolder> => {
  const code = tidyCode(typed) ?? unknown();
  const row = await ctx.tx
    .selectFrom('choiceCode')
    .select(['customerId', 'versionId'])
    .where('codeHash', '=', hashOfCode(code))
    .where('expiresAt', '>', ctx.at)
    .executeTakeFirst();
  return row ?? unknown();
};
