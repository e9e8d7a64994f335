import { hashPassword } from '../../carriers/staff/passwords.ts';
import type { Ctx } from '../../db/context.ts';
import { record } from '../../ledger/record.ts';
import { accountsChanged } from '../customers/account-changed.ts';
import { liftLocks } from './locks.ts';
import { answerKey } from './prompts.ts';
import type { SetBy } from './record.ts';
import { keysOf } from './store.ts';
import { accountCounted } from './try-secret.ts';

/** Whose password or question it is, and what proved him; `codeId` where that was a code. */
export type Setter = {
  readonly customerId: string;
  readonly onlineAccountId: string | null;
  readonly setBy: SetBy;
  readonly codeId: string | null;
};

/** Sets a password in place of any before it, tells the customer of it, and ends the rest of an account that was locked. */
export const setPassword = async (ctx: Ctx, setter: Setter, password: string, account: string): Promise<string> => {
  const { customerId, onlineAccountId, setBy, codeId } = setter;
  const hash = await hashPassword(password);
  const before = await endPassword(ctx, setter);
  const id = ctx.id();
  await ctx.tx
    .insertInto('customerPassword')
    .values({ id, customerId, onlineAccountId, hash, setBy, codeId, setAt: ctx.at, endedAt: null })
    .execute();
  const how = before === undefined ? 'created' : 'changed';
  await record(ctx, {
    kind: 'password.set',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { password: id, for: onlineAccountId === null ? 'telephone' : 'online', by: setBy, code: codeId, how },
  });
  await accountsChanged(ctx, [{ customerId, what: 'password', how, subject: `password:${id}` }]);
  const what = onlineAccountId === null ? 'telephone-password' : 'password';
  await liftLocks(ctx, accountCounted(await keysOf(ctx), what, account), 'new-password');
  return id;
};

/** Ends the password in force: its hash goes. */
const endPassword = (ctx: Ctx, { customerId, onlineAccountId }: Setter) =>
  ctx.tx
    .updateTable('customerPassword')
    .set({ hash: null, endedAt: ctx.at })
    .where('customerId', '=', customerId)
    .where('onlineAccountId', onlineAccountId === null ? 'is' : '=', onlineAccountId)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();

/** Sets the question and answer of a login in place of any before, and tells the customer. */
export const setBackup = async (
  ctx: Ctx,
  { customerId, onlineAccountId }: { readonly customerId: string; readonly onlineAccountId: string },
  { prompt, secretAnswer }: { readonly prompt: string; readonly secretAnswer: string },
): Promise<void> => {
  const answerHash = await hashPassword(answerKey(secretAnswer));
  const before = await ctx.tx
    .updateTable('backupMethod')
    .set({ prompt: null, answerHash: null, endedAt: ctx.at })
    .where('onlineAccountId', '=', onlineAccountId)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  const id = ctx.id();
  await ctx.tx
    .insertInto('backupMethod')
    .values({ id, customerId, onlineAccountId, prompt, answerHash, setAt: ctx.at, endedAt: null })
    .execute();
  const how = before === undefined ? 'created' : 'changed';
  await record(ctx, {
    kind: 'backup-method.set',
    subject: `customer:${customerId}`,
    happenedAt: ctx.at,
    facts: { method: id, how },
  });
  await accountsChanged(ctx, [{ customerId, what: 'backup-method', how, subject: `backup-method:${id}` }]);
};
