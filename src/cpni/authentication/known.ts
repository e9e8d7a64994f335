import type { Ctx } from '../../db/context.ts';
import { loginKey } from './login.ts';
import type { Known } from './suitable.ts';

/** What others can know of an account, with the login that is wanted or held. */
export const knownOf = async (ctx: Ctx, customerId: string, login: string): Promise<Known> => {
  const { account, name } = await ctx.tx
    .selectFrom('customer')
    .select(['account', 'name'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  const services = await ctx.tx
    .selectFrom('customerService')
    .select('number')
    .where('customerId', '=', customerId)
    .execute();
  const contacts = await ctx.tx
    .selectFrom('customerContact')
    .select(['kind', 'key'])
    .where('customerId', '=', customerId)
    .execute();
  return {
    account,
    name,
    login: loginKey(login),
    numbers: [
      ...services.flatMap(({ number }) => (number === null ? [] : [number])),
      ...contacts.flatMap(({ kind, key }) => (kind === 'phone' ? [key] : [])),
    ],
    contacts: contacts.flatMap(({ kind, key }) => (kind === 'phone' ? [] : [key])),
  };
};
