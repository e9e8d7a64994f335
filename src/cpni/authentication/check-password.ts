import type { Ctx } from '../../db/context.ts';
import { lockedUntil } from './locks.ts';
import { loginKey } from './login.ts';
import { keysOf } from './store.ts';
import { accountCounted, type Tried, trySecret } from './try-secret.ts';

/** What a customer gave: the password of a login online, or the one keyed in on the telephone for an account found by its id. */
export type PasswordGiven = {
  readonly of: { readonly login: string } | { readonly telephone: string };
  readonly password: string;
  /** The number or network address at the other end, as `originKey` writes it. */
  readonly origin: string;
};

export type Checked =
  | Exclude<Tried, { readonly outcome: 'right' }>
  | {
      readonly outcome: 'right';
      readonly customerId: string;
      readonly passwordId: string;
      readonly onlineAccountId: string | null;
    };

const passwords = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('customerPassword')
    .innerJoin('customer', 'customer.id', 'customerPassword.customerId')
    .select(['customerPassword.id', 'customerPassword.hash', 'customerPassword.customerId'])
    .select('customerPassword.onlineAccountId')
    .where('customerPassword.endedAt', 'is', null)
    .where('customer.leftAt', 'is', null);

const inForce = (ctx: Ctx, of: PasswordGiven['of']) =>
  'login' in of
    ? passwords(ctx)
        .innerJoin('onlineAccount', 'onlineAccount.id', 'customerPassword.onlineAccountId')
        .where('onlineAccount.loginKey', '=', loginKey(of.login))
        .where('onlineAccount.endedAt', 'is', null)
        .executeTakeFirst()
    : passwords(ctx)
        .where('customerPassword.customerId', '=', of.telephone)
        .where('customerPassword.onlineAccountId', 'is', null)
        .executeTakeFirst();

/** Until when (epoch ms) the telephone password of an account rests after too many wrong ones, or null. */
export const telephoneRestsUntil = async (ctx: Ctx, customerId: string): Promise<number | null> =>
  lockedUntil(ctx, [accountCounted(await keysOf(ctx), 'telephone-password', customerId)]);

/**
 * Whether the password is right. No account, no password and a wrong password get one answer for one price; after the third wrong one
 * the account rests. Call it from where the customer himself types: no person of the carrier may hand a password in.
 */
export const checkPassword = async (ctx: Ctx, { of, password, origin }: PasswordGiven): Promise<Checked> => {
  const row = await inForce(ctx, of);
  const answer = await trySecret(ctx, {
    what: 'login' in of ? 'password' : 'telephone-password',
    account: 'login' in of ? loginKey(of.login) : of.telephone,
    customerId: row?.customerId ?? null,
    hash: row?.hash ?? null,
    secret: password,
    origin,
  });
  if (answer.outcome !== 'right') return answer;
  if (row === undefined) throw new Error('a password that does not exist was right');
  const { id: passwordId, customerId, onlineAccountId } = row;
  return { outcome: 'right', customerId, passwordId, onlineAccountId };
};
