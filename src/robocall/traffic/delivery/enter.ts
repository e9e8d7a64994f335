import { z } from 'zod';
import { pastDate } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { knownAccount } from '../../accounts/known.ts';
import { messageDeliveryRow } from '../days/record.ts';

export const enterDelivery = operation({
  http: 'POST /v1/message-delivery',
  says: 'Enter what became of an account’s messages on a day, in final states: sent, delivered, failed, stops and complaints; entered again it takes the place of what stood there',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: messageDeliveryRow.pick({
    accountId: true,
    channel: true,
    campaign: true,
    day: true,
    sent: true,
    delivered: true,
    failed: true,
    optedOut: true,
    complaints: true,
  }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, entered) {
    const { accountId, channel, campaign, day, ...counts } = entered;
    pastDate(ctx, 'day', day);
    if (counts.delivered + counts.failed > counts.sent)
      refuse(
        'invalid-input',
        "'delivered' and 'failed' are together more than 'sent'.",
        'Count each message once, in its final state.',
      );
    await knownAccount(ctx, accountId);
    const values = { ...counts, enteredBy: ctx.actor.name, enteredAt: ctx.at };
    const row = await ctx.tx
      .insertInto('messageDelivery')
      .values({ id: ctx.id(), accountId, channel, campaign, day, ...values })
      .onConflict((conflict) =>
        conflict.columns(['carrierId', 'accountId', 'channel', 'campaign', 'day']).doUpdateSet(values),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'traffic.delivery-entered',
      subject: `voice-account:${accountId}`,
      happenedAt: ctx.at,
      facts: { delivery: row.id, channel, day, ...counts },
    });
    return { id: row.id };
  },
});
