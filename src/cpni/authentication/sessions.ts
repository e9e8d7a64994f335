import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { endProofs } from './prove.ts';

/** The login whose password opened a session that stands, or null. */
export const loginOf = async (ctx: Ctx, sessionId: string): Promise<string | null> => {
  const proof = await ctx.tx
    .selectFrom('customerProof')
    .select('byWhat')
    .where('sessionId', '=', sessionId)
    .where('channel', '=', 'online')
    .where('untilAt', '>', ctx.at)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  if (proof === undefined) return null;
  const account = await ctx.tx
    .selectFrom('customerPassword')
    .innerJoin('onlineAccount', 'onlineAccount.id', 'customerPassword.onlineAccountId')
    .select('onlineAccount.loginKey')
    .where('customerPassword.id', '=', proof.byWhat.replace('password:', ''))
    .where('onlineAccount.endedAt', 'is', null)
    .executeTakeFirst();
  return account?.loginKey ?? null;
};

export const endOnline = operation({
  http: 'POST /v1/online/sessions/{sessionId}:end',
  says: 'End an online session now: what it proved proves nothing any more',
  law: ['47 CFR 64.2010(c)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({ sessionId: id }),
  gives: z.strictObject({ ended: z.int() }),
  run: async (ctx: Ctx, { sessionId }) => ({ ended: await endProofs(ctx, sessionId) }),
});
