import type { Ctx } from '../../../db/context.ts';
import { e164 } from '../../customers/normalise.ts';
import { hashOfCode } from '../code.ts';

/** An account that a caller named, and the notice version where he named it by a code. */
export type Named = { readonly customerId: string; readonly versionId: string | null };

const only = (rows: readonly Named[]): Named | null => {
  const [first, ...others] = rows;
  return first !== undefined && others.length === 0 ? first : null;
};

/** The account that a telephone number serves now: a number of record, 64.2003(q). */
export const byNumber = async (ctx: Ctx, number: string | null): Promise<Named | null> => {
  if (number === null) return null;
  const rows = await ctx.tx
    .selectFrom('customerService')
    .innerJoin('customer', 'customer.id', 'customerService.customerId')
    .select('customerId')
    .distinct()
    .where('number', '=', number)
    .where('untilAt', 'is', null)
    .where('customer.leftAt', 'is', null)
    .limit(2)
    .execute();
  return only(rows.map(({ customerId }) => ({ customerId, versionId: null })));
};

const byCode = async (ctx: Ctx, digits: string): Promise<Named | null> =>
  only(
    await ctx.tx
      .selectFrom('choiceCode')
      .select(['customerId', 'versionId'])
      .where('keypadHash', '=', hashOfCode(digits))
      .where('expiresAt', '>', ctx.at)
      .limit(2)
      .execute(),
  );

const byAccount = async (ctx: Ctx, account: string): Promise<Named | null> =>
  only(
    (
      await ctx.tx
        .selectFrom('customer')
        .select('id')
        .where('account', '=', account)
        .where('leftAt', 'is', null)
        .execute()
    ).map(({ id }) => ({ customerId: id, versionId: null })),
  );

/** Whom entered digits name: the sixteen keys of a code, a number of record, or an account number; null where none or several. */
export const whoIs = async (ctx: Ctx, digits: string): Promise<Named | null> =>
  (digits.length === 16 ? await byCode(ctx, digits) : null) ??
  (await byNumber(ctx, digits.length === 10 || digits.length === 11 ? e164(digits) : null)) ??
  (await byAccount(ctx, digits));
