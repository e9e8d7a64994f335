import type { Ctx } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';

/** The stored customer, or the problem `not-found`. */
export const findCustomer = async (ctx: Ctx, customerId: string) => {
  const row = await ctx.tx.selectFrom('customer').selectAll().where('id', '=', customerId).executeTakeFirst();
  if (row !== undefined) return row;
  throw new Problem('not-found', {
    detail: 'There is no such customer at this carrier.',
    fix: 'Find the id with POST /v1/customers:find, by account or telephone.',
    cite: null,
  });
};

/** The language in which a customer who is known to be there is written and spoken to. */
export const languageOfCustomer = async (ctx: Ctx, customerId: string): Promise<'en' | 'es'> => {
  const customer = ctx.tx.selectFrom('customer').select('language').where('id', '=', customerId);
  return (await customer.executeTakeFirstOrThrow()).language;
};

/** The stored customer, or a problem: not found, or gone. */
export const findPresentCustomer = async (ctx: Ctx, customerId: string) => {
  const row = await findCustomer(ctx, customerId);
  if (row.leftAt === null) return row;
  throw new Problem('wrong-state', {
    detail: 'This customer has left.',
    fix: 'Add him as a new account if he has come back: what he said before does not carry over by itself.',
    cite: null,
  });
};
