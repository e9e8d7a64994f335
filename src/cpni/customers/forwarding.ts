import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { recordAll } from '../../ledger/record.ts';
import { e164 } from './normalise.ts';
import { mayChangeCustomers } from './roles.ts';

const may: readonly Role[] = [...mayChangeCustomers, 'network'];

export const setForwarding = operation({
  // a number stands in no address
  http: 'POST /v1/service-numbers:forwarding',
  says: 'Take from the exchange whether calls to a number of record go elsewhere now: who answers a call to it may then be somebody else',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2010(b)'],
  may,
  by: 'anyone',
  takes: z
    .strictObject({ number: z.string().min(1).max(40), forwarded: z.enum(['yes', 'no']) })
    .meta({ examples: [{ number: '+15155550111', forwarded: 'yes' }] }),
  gives: z.strictObject({
    /** services of that number that changed by it */
    changed: z.int(),
  }),
  async run(ctx: Ctx, { number, forwarded }) {
    const key =
      e164(number) ??
      refuse('invalid-input', "'number' is no telephone number.", 'Write it with + and country code, or ten digits.');
    const rows = await ctx.tx
      .updateTable('customerService')
      .set({ forwardedSince: forwarded === 'yes' ? ctx.at : null })
      .where('number', '=', key)
      .where('untilAt', 'is', null)
      .where('forwardedSince', forwarded === 'yes' ? 'is' : 'is not', null)
      .returning(['id', 'customerId'])
      .execute();
    await recordAll(
      ctx,
      rows.map(({ id: service, customerId }) => ({
        kind: forwarded === 'yes' ? 'service.forwarded' : 'service.forwarding-ended',
        subject: `customer:${customerId}`,
        happenedAt: ctx.at,
        facts: { service },
      })),
    );
    return { changed: rows.length };
  },
});
