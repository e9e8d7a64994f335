import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { localDate } from './dates.ts';
import { customer, language } from './record.ts';
import { mayChangeCustomers } from './roles.ts';
import { shownCustomer } from './shown.ts';

export const addCustomer = operation({
  http: 'POST /v1/customers',
  says: 'Add a customer account; services, contacts and authorised persons follow',
  law: ['47 CFR 64.2009(a)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({
    account: z.string().trim().min(1).max(64),
    name: z.string().trim().min(1).max(200),
    language: language.default('en'),
    since: date.nullable().default(null),
  }),
  gives: customer,
  async run(ctx: Ctx, input) {
    if (input.since !== null && input.since > localDate(ctx.carrier.zone, ctx.at))
      refuse('invalid-input', "'since' lies in the future.", 'Add the customer on the day he becomes one.');
    const row = await ctx.tx
      .insertInto('customer')
      .values({ id: ctx.id(), ...input, subscribes: 0, leftAt: null, salt: ctx.salt() })
      .onConflict((conflict) => conflict.columns(['carrierId', 'account']).doNothing())
      .returningAll()
      .executeTakeFirst();
    const added =
      row ??
      refuse(
        'already-exists',
        "'account': a customer with this account number exists already.",
        'Find it with POST /v1/customers:find.',
      );
    await record(ctx, {
      kind: 'customer.added',
      subject: `customer:${added.id}`,
      happenedAt: ctx.at,
      facts: {
        account: sealed(added.salt, added.account),
        name: sealed(added.salt, added.name),
        language: added.language,
        since: added.since,
      },
    });
    return shownCustomer(added, ctx.carrier.zone);
  },
});
