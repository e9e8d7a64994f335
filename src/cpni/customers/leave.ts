import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { findPresentCustomer } from './find.ts';
import { customer } from './record.ts';
import { mayChangeCustomers } from './roles.ts';
import { shownCustomer } from './shown.ts';

export const leave = operation({
  http: 'POST /v1/customers/{customerId}:leave',
  says: 'Record that a customer has left: his services end, what he said and was told stays on record',
  law: ['47 CFR 64.2009(a)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id }),
  gives: customer,
  async run(ctx: Ctx, { customerId }) {
    await findPresentCustomer(ctx, customerId);
    const ended = await ctx.tx
      .updateTable('customerService')
      .set({ untilAt: ctx.at })
      .where('customerId', '=', customerId)
      .where('untilAt', 'is', null)
      .returning('id')
      .execute();
    const row = await ctx.tx
      .updateTable('customer')
      .set({ leftAt: ctx.at, subscribes: 0 })
      .where('id', '=', customerId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'customer.left',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { services: ended.map((service) => service.id) },
    });
    return shownCustomer(row, ctx.carrier.zone);
  },
});
