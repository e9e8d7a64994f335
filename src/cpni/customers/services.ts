import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { findCustomer, findPresentCustomer } from './find.ts';
import { e164 } from './normalise.ts';
import { category, service } from './record.ts';
import { mayChangeCustomers } from './roles.ts';
import { shownService } from './shown.ts';
import { refreshSubscribes } from './subscribes.ts';

const telephone = (text: string): string =>
  e164(text) ??
  refuse(
    'invalid-input',
    "'number' is no telephone number.",
    'Write it with + and country code, or ten digits for North America.',
  );

const checkAffiliate = async (ctx: Ctx, affiliateId: string): Promise<void> => {
  found(
    await ctx.tx.selectFrom('affiliate').select('id').where('id', '=', affiliateId).executeTakeFirst(),
    'affiliate',
  );
};

export const addService = operation({
  http: 'POST /v1/customers/{customerId}/services',
  says: 'Add a service that the customer takes from now on, from the carrier itself or from a named affiliate',
  law: ['47 CFR 64.2005(a)', '47 CFR 64.2003(q)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({
    customerId: id,
    category,
    provider: id.nullable().default(null),
    number: z.string().nullable().default(null),
  }),
  gives: service,
  async run(ctx: Ctx, { customerId, category, provider, number }) {
    const { salt } = await findPresentCustomer(ctx, customerId);
    if (provider !== null) await checkAffiliate(ctx, provider);
    const row = await ctx.tx
      .insertInto('customerService')
      .values({
        id: ctx.id(),
        customerId,
        category,
        provider,
        number: number === null ? null : telephone(number),
        fromAt: ctx.at,
        untilAt: null,
        forwardedSince: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const added =
      row ?? refuse('already-exists', 'This service stands on the account already.', 'Show the customer to see it.');
    await refreshSubscribes(ctx, [customerId]);
    await record(ctx, {
      kind: 'service.added',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: {
        service: added.id,
        category,
        provider,
        number: added.number === null ? null : sealed(salt, added.number),
      },
    });
    return shownService(added, ctx.carrier.zone);
  },
});

export const endService = operation({
  http: 'POST /v1/customers/{customerId}/services/{serviceId}:end',
  says: 'End a service now: its number is no longer of record and its category no longer subscribed to',
  law: ['47 CFR 64.2005(a)', '47 CFR 64.2003(q)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id, serviceId: id }),
  gives: service,
  async run(ctx: Ctx, { customerId, serviceId }) {
    await findCustomer(ctx, customerId);
    const row = await ctx.tx
      .updateTable('customerService')
      .set({ untilAt: ctx.at })
      .where('id', '=', serviceId)
      .where('customerId', '=', customerId)
      .where('untilAt', 'is', null)
      .returningAll()
      .executeTakeFirst();
    const ended = found(row, 'current service');
    await refreshSubscribes(ctx, [customerId]);
    await record(ctx, {
      kind: 'service.ended',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { service: serviceId },
    });
    return shownService(ended, ctx.carrier.zone);
  },
});
