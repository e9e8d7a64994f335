import type { Ctx } from '../../db/context.ts';
import type { ProvedBy } from '../../law/questions/may-set-password.ts';
import { record } from '../../ledger/record.ts';
import { accountsChanged } from '../customers/account-changed.ts';
import { knownOf } from './known.ts';
import { loginKey } from './login.ts';
import type { SetBy } from './record.ts';
import type { NotProved, Setting, Unsuitable, Wanted } from './secrets.ts';
import { setBackup, setPassword } from './set-password.ts';
import { lawfulRefusal, loginTaken, wantedFault } from './unsuitable.ts';

/** The customer who proved himself, and by what. */
export type Proved = { readonly customerId: string; readonly setBy: SetBy; readonly codeId: string | null };

/** The account of a login as it is compared, whoever's it is. */
export const accountOf = (ctx: Ctx, key: string) =>
  ctx.tx
    .selectFrom('onlineAccount')
    .select(['id', 'customerId'])
    .where('loginKey', '=', key)
    .where('endedAt', 'is', null)
    .executeTakeFirst();

/** The login's account, opened where it is new; null where it is another customer's. */
const openAccount = async (ctx: Ctx, customerId: string, key: string): Promise<string | null> => {
  const id = ctx.id();
  const opened = await ctx.tx
    .insertInto('onlineAccount')
    .values({ id, customerId, loginKey: key, createdAt: ctx.at, endedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (opened === undefined) {
    const held = await accountOf(ctx, key);
    return held?.customerId === customerId ? held.id : null;
  }
  await record(ctx, {
    kind: 'online-account.opened',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { account: id },
  });
  await accountsChanged(ctx, [{ customerId, what: 'online-account', how: 'created', subject: `online-account:${id}` }]);
  return id;
};

/** Why the law or the secret itself keeps a customer, so proved, from setting what he wants; null where nothing does. */
export const refusalOf = async (
  ctx: Ctx,
  { customerId, provedBy }: { readonly customerId: string; readonly provedBy: ProvedBy },
  wanted: Wanted,
): Promise<Unsuitable | NotProved | null> => {
  const refused = lawfulRefusal(provedBy, wanted.what === 'online' ? wanted.backup : null);
  if (refused !== null) return refused;
  const known = await knownOf(ctx, customerId, wanted.what === 'online' ? wanted.login : '');
  const fault = wantedFault(wanted, known);
  if (fault !== null || wanted.what === 'telephone') return fault;
  const held = await accountOf(ctx, loginKey(wanted.login));
  return held === undefined || held.customerId === customerId ? null : loginTaken;
};

/** Sets what a proved customer wants and what was found suitable. */
export const setWanted = async (ctx: Ctx, proved: Proved, wanted: Wanted): Promise<Setting> => {
  const { customerId } = proved;
  if (wanted.what === 'telephone') {
    await setPassword(ctx, { ...proved, onlineAccountId: null }, wanted.password, customerId);
    return { outcome: 'set', onlineAccountId: null };
  }
  const key = loginKey(wanted.login);
  const onlineAccountId = await openAccount(ctx, customerId, key);
  if (onlineAccountId === null) return loginTaken;
  await setPassword(ctx, { ...proved, onlineAccountId }, wanted.password, key);
  if (wanted.backup !== null) await setBackup(ctx, { customerId, onlineAccountId }, wanted.backup);
  return { outcome: 'set', onlineAccountId };
};
