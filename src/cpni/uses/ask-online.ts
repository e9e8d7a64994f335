import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { cpniClass } from '../approvals/record.ts';
import { decideAll } from './decide.ts';
import { answered } from './record.ts';

/** Whose session it is or was; whether it stands, the question itself asks. */
const customerOf = async (ctx: Ctx, sessionId: string): Promise<string> =>
  found(
    await ctx.tx
      .selectFrom('customerProof')
      .select('customerId')
      .where('sessionId', '=', sessionId)
      .where('channel', '=', 'online')
      .limit(1)
      .executeTakeFirst(),
    'online session',
  ).customerId;

export const askOnline = operation({
  http: 'POST /v1/online/sessions/{sessionId}:ask',
  says: 'May this information be shown to the customer of an online session? Asked by the portal before it shows any; a session that ended shows nothing',
  law: ['47 CFR 64.2010(c)', '47 CFR 64.2009(a)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({ sessionId: id, cpni: z.array(cpniClass).min(1) }),
  gives: answered,
  async run(ctx: Ctx, { sessionId, cpni }) {
    const customerId = await customerOf(ctx, sessionId);
    const use = {
      identifiable: 'individual',
      source: 'own-service',
      purpose: 'customer-request',
      offer: null,
      recipient: 'customer',
      to: null,
      agreement: false,
      callId: null,
      channel: 'online',
      authentication: 'password',
    } as const;
    const [answer] = await decideAll(ctx, [
      { customerId, sessionId, use: { ...use, recipientServes: [], cpni: [...cpni] } },
    ]);
    if (answer === undefined) throw new Error('a question was not answered');
    return answer;
  },
});
