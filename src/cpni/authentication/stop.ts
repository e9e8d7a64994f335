import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { accountsChanged } from '../customers/account-changed.ts';
import { findCustomer } from '../customers/find.ts';
import { endProofs } from './prove.ts';

const endSecrets = async (ctx: Ctx, customerId: string) => {
  const passwords = await ctx.tx
    .updateTable('customerPassword')
    .set({ hash: null, endedAt: ctx.at })
    .where('customerId', '=', customerId)
    .where('endedAt', 'is', null)
    .returning('id')
    .execute();
  const methods = await ctx.tx
    .updateTable('backupMethod')
    .set({ prompt: null, answerHash: null, endedAt: ctx.at })
    .where('customerId', '=', customerId)
    .where('endedAt', 'is', null)
    .returning('id')
    .execute();
  const accounts = await ctx.tx
    .updateTable('onlineAccount')
    .set({ endedAt: ctx.at })
    .where('customerId', '=', customerId)
    .where('endedAt', 'is', null)
    .returning('id')
    .execute();
  return { passwords, methods, accounts };
};

const sessionsOf = async (ctx: Ctx, customerId: string): Promise<ReadonlySet<string>> => {
  const rows = await ctx.tx
    .selectFrom('customerProof')
    .select('sessionId')
    .where('customerId', '=', customerId)
    .where('channel', '=', 'online')
    .where('untilAt', '>', ctx.at)
    .where('endedAt', 'is', null)
    .execute();
  return new Set(rows.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId])));
};

export const stopOnline = operation({
  http: 'POST /v1/customers/{customerId}/online:stop',
  says: 'End every login, password, back-up question and online session of a customer at once, as when somebody else has got in; he sets new ones by a code',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2010(f)'],
  may: ['supervisor', 'compliance'],
  by: 'person',
  takes: z.strictObject({ customerId: id, reason: z.enum(['customer-asked', 'taken-over', 'customer-left']) }),
  gives: z.strictObject({ accounts: z.int(), passwords: z.int(), backupMethods: z.int(), sessions: z.int() }),
  async run(ctx: Ctx, { customerId, reason }) {
    await findCustomer(ctx, customerId);
    const { passwords, methods, accounts } = await endSecrets(ctx, customerId);
    const sessions = await sessionsOf(ctx, customerId);
    for (const sessionId of sessions) await endProofs(ctx, sessionId);
    const ended = { accounts: accounts.length, passwords: passwords.length, backupMethods: methods.length };
    await record(ctx, {
      kind: 'online.stopped',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { reason, ...ended, sessions: sessions.size },
    });
    const how = 'ended' as const;
    await accountsChanged(ctx, [
      ...passwords.map((row) => ({ customerId, what: 'password' as const, how, subject: `password:${row.id}` })),
      ...methods.map((row) => ({
        customerId,
        what: 'backup-method' as const,
        how,
        subject: `backup-method:${row.id}`,
      })),
      ...accounts.map((row) => ({
        customerId,
        what: 'online-account' as const,
        how,
        subject: `online-account:${row.id}`,
      })),
    ]);
    return { ...ended, sessions: sessions.size };
  },
});
