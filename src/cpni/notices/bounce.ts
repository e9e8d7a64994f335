import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { appendEvents } from '../approvals/append.ts';
import { bouncedEvent } from '../approvals/events.ts';
import { local } from '../customers/dates.ts';
import { sentAtOf } from './record-delivery.ts';

const why = z.enum(['undeliverable-email', 'returned-mail', 'text-failed', 'moved', 'other']);

const bounceOf = (ctx: Ctx, deliveryId: string) =>
  ctx.tx
    .selectFrom('permissionEvent')
    .select(['id', 'at'])
    .where('notice', '=', deliveryId)
    .where('type', '=', 'bounced')
    .executeTakeFirst();

export const bounce = operation({
  http: 'POST /v1/deliveries/{deliveryId}:bounce',
  says: 'Record that a notice came back: its silence counts no more; it must go out in another form',
  law: ['47 CFR 64.2008(d)(3)(iii)'],
  may: ['agent', 'marketing', 'supervisor', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ deliveryId: id, at: z.union([when, date]), why }),
  gives: z.strictObject({ id, deliveryId: id, customerId: id, at: when, outcome: z.enum(['recorded', 'known']) }),
  async run(ctx: Ctx, { deliveryId, at: given, why }) {
    const { zone } = ctx.carrier;
    const delivery = found(
      await ctx.tx
        .selectFrom('delivery')
        .innerJoin('noticeVersion', 'noticeVersion.id', 'delivery.versionId')
        .select(['customerId', 'sentAt', 'noticeVersion.kind', 'noticeVersion.waitDays'])
        .where('delivery.id', '=', deliveryId)
        .executeTakeFirst(),
      'delivery',
    );
    const { customerId } = delivery;
    // the same bounce told twice at once is weighed one after the other
    await ctx.tx.selectFrom('customer').select('id').where('id', '=', customerId).forNoKeyUpdate().execute();
    const known = await bounceOf(ctx, deliveryId);
    if (known !== undefined)
      return { id: known.id, deliveryId, customerId, at: local(zone, known.at), outcome: 'known' as const };
    // a date is known by its day: it cannot lie before the hour of sending
    const at = Math.max(sentAtOf(given, zone), given.length === 10 ? delivery.sentAt : 0);
    if (at > ctx.at) refuse('invalid-input', "'at' lies in the future.", 'Give the instant or date of the return.');
    if (at < delivery.sentAt)
      refuse('invalid-input', "'at' lies before the sending.", 'Check which delivery came back.');
    const bounceId = ctx.id();
    await appendEvents(ctx, [bouncedEvent({ id: bounceId, customerId, at }, deliveryId)]);
    await record(ctx, {
      kind: 'notice.bounced',
      subject: `customer:${customerId}`,
      happenedAt: at,
      facts: { delivery: deliveryId, event: bounceId, why },
    });
    // its silence may have counted: whoever rests on it is looked at again
    if (delivery.kind === 'opt-out' && ctx.at > delivery.sentAt + delivery.waitDays * DAY)
      await later(ctx, { does: 'campaigns.noticeReturned', input: { deliveryId }, from: ctx.at, key: deliveryId });
    return { id: bounceId, deliveryId, customerId, at: local(zone, at), outcome: 'recorded' as const };
  },
});
