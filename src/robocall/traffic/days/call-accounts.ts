import { z } from 'zod';
import { told } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { record } from '../../../ledger/record.ts';
import { knownAccount } from '../../accounts/known.ts';
import { mayReadAccounts } from '../../accounts/roles.ts';
import { callAccountRow } from './record.ts';

export const setCallAccount = operation({
  http: 'PUT /v1/call-accounts/{accountRef}',
  says: 'Say which voice account a name in call records is (an account code, a trunk, a SIP user), so that its calls are judged by what it declared and its numbers',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: callAccountRow.pick({ accountRef: true }).extend({ accountId: id }),
  gives: z.strictObject({ accountRef: z.string(), accountId: id }),
  async run(ctx: Ctx, { accountRef, accountId }) {
    await knownAccount(ctx, accountId);
    const values = { accountId, setBy: ctx.actor.name, setAt: ctx.at };
    await ctx.tx
      .insertInto('callAccount')
      .values({ accountRef, ...values })
      .onConflict((conflict) => conflict.columns(['carrierId', 'accountRef']).doUpdateSet(values))
      .execute();
    await record(ctx, {
      kind: 'traffic.account-named',
      subject: `voice-account:${accountId}`,
      happenedAt: ctx.at,
      facts: {},
    });
    return { accountRef, accountId };
  },
});

export const listCallAccounts = operation({
  http: 'GET /v1/call-accounts',
  says: 'Show which voice account each name in call records is; a name that is not here is taken for an account of that name or id',
  law: [],
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    items: z.array(callAccountRow.pick({ accountRef: true, accountId: true, setBy: true }).extend({ set: when })),
  }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('callAccount').selectAll().orderBy('accountRef').execute();
    return {
      items: rows.map(({ accountRef, accountId, setBy, setAt }) => ({
        accountRef,
        accountId,
        setBy,
        set: told(ctx, setAt),
      })),
    };
  },
});
