import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { findCustomer, findPresentCustomer } from './find.ts';
import { lettersKey } from './normalise.ts';
import { authorisedPerson } from './record.ts';
import { mayChangeCustomers } from './roles.ts';
import { shownPerson } from './shown.ts';

export const addPerson = operation({
  http: 'POST /v1/customers/{customerId}/persons',
  says: 'Name a person who is authorised on the account; anyone authorised may refuse for it',
  law: ['47 CFR 64.2007(a)(2)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id, name: z.string().trim().min(1).max(200) }),
  gives: authorisedPerson,
  async run(ctx: Ctx, { customerId, name }) {
    const { salt } = await findPresentCustomer(ctx, customerId);
    const key = lettersKey(name) ?? refuse('invalid-input', "'name' holds no letters.", "Write the person's name.");
    const row = await ctx.tx
      .insertInto('accountPerson')
      .values({ id: ctx.id(), customerId, name, key, fromAt: ctx.at, untilAt: null })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const added =
      row ?? refuse('already-exists', 'This person is authorised already.', 'Show the customer to see who is.');
    await record(ctx, {
      kind: 'person.authorised',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { person: added.id, name: sealed(salt, key) },
    });
    return shownPerson(added, ctx.carrier.zone);
  },
});

export const endPerson = operation({
  http: 'POST /v1/customers/{customerId}/persons/{personId}:end',
  says: "End a person's authority on the account now",
  law: ['47 CFR 64.2007(a)(2)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id, personId: id }),
  gives: authorisedPerson,
  async run(ctx: Ctx, { customerId, personId }) {
    await findCustomer(ctx, customerId);
    const row = await ctx.tx
      .updateTable('accountPerson')
      .set({ untilAt: ctx.at })
      .where('id', '=', personId)
      .where('customerId', '=', customerId)
      .where('untilAt', 'is', null)
      .returningAll()
      .executeTakeFirst();
    const ended = found(row, 'authorised person');
    await record(ctx, {
      kind: 'person.ended',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { person: personId },
    });
    return shownPerson(ended, ctx.carrier.zone);
  },
});
