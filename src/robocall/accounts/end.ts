import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { accountView, viewOf } from './shown.ts';
import { lockedAccount } from './store.ts';

/** What rested on the contract ends with it: its numbers are free for others, its keys open nothing. */
const endWhatRests = async (ctx: Ctx, accountId: string) => {
  const numbers = await ctx.tx
    .updateTable('numberRight')
    .set({
      // one that was to begin later never does
      untilAt: sql<number>`greatest(from_at, ${ctx.at})`,
      endedWhy: 'the contract ended',
    })
    .where('accountId', '=', accountId)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', ctx.at)]))
    .returning('id')
    .execute();
  const credentials = await ctx.tx
    .updateTable('gateCredential')
    .set({ untilAt: ctx.at })
    .where('accountId', '=', accountId)
    .where('untilAt', 'is', null)
    .returning('id')
    .execute();
  return { numbers: numbers.length, credentials: credentials.length };
};

export const endAccount = operation({
  http: 'POST /v1/voice-accounts/{accountId}:end',
  says: 'Record that an account’s contract ended now: nothing is carried for it any more, emergency calls neither; its numbers are free',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['onboarding', 'compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ accountId: id, reason: z.string().trim().min(1).max(1000) }),
  gives: accountView,
  async run(ctx: Ctx, { accountId, reason }) {
    const account = await lockedAccount(ctx, accountId);
    if (account.endedAt !== null) refuse('wrong-state', 'Its contract has ended.', 'Open a new account.');
    const ended = await ctx.tx
      .updateTable('voiceAccount')
      .set({ endedAt: ctx.at })
      .where('id', '=', accountId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const facts = { reason, ...(await endWhatRests(ctx, accountId)) };
    await record(ctx, { kind: 'account.ended', subject: `voice-account:${accountId}`, happenedAt: ctx.at, facts });
    return viewOf(ctx, ended, ctx.at);
  },
});
