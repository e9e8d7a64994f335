import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { accountsChanged } from './account-changed.ts';
import { localDate } from './dates.ts';
import { findCustomer, findPresentCustomer } from './find.ts';
import { masked, seesWhole } from './masked.ts';
import { contactKey } from './normalise.ts';
import { contact, contactKind } from './record.ts';
import { mayChangeCustomers } from './roles.ts';
import { shownContact } from './shown.ts';

const asks = {
  email: 'Write it name@domain.',
  phone: 'Write it with + and country code, or ten digits for North America.',
  postal: 'Write street, town, state and code in one line.',
} as const;

type AddressChange = {
  readonly customerId: string;
  readonly id: string;
  readonly kind: 'email' | 'postal' | 'phone';
  readonly how: 'created' | 'ended';
};

/** A contact's telephone number is no address of record, 64.2003(b): nobody is told of it. */
const addressChanged = (ctx: Ctx, { customerId, id: contactId, kind, how }: AddressChange): Promise<void> =>
  accountsChanged(
    ctx,
    kind === 'phone' ? [] : [{ customerId, what: 'address-of-record', how, subject: `contact:${contactId}` }],
  );

export const addContact = operation({
  http: 'POST /v1/customers/{customerId}/contacts',
  says: 'Link an address or telephone number to the account today; an address is of record after thirty days',
  law: ['47 CFR 64.2003(b)', '47 CFR 64.2010(f)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id, kind: contactKind, value: z.string().trim().min(1).max(500) }),
  gives: contact,
  async run(ctx: Ctx, { customerId, kind, value }) {
    const { salt } = await findPresentCustomer(ctx, customerId);
    const key = contactKey(kind, value) ?? refuse('invalid-input', `'value' is no ${kind} contact.`, asks[kind]);
    // always today: whoever could date an address back could answer for it today
    const linkedDay = localDate(ctx.carrier.zone, ctx.at);
    const row = await ctx.tx
      .insertInto('customerContact')
      .values({ id: ctx.id(), customerId, kind, value, key, linkedDay, untilAt: null })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const added =
      row ?? refuse('already-exists', 'This contact stands on the account already.', 'Show the customer to see it.');
    await record(ctx, {
      kind: 'contact.linked',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { contact: added.id, kind, linked: linkedDay, value: sealed(salt, key) },
    });
    await addressChanged(ctx, { customerId, id: added.id, kind, how: 'created' });
    return shownContact(added, ctx.carrier.zone, ctx.at);
  },
});

export const endContact = operation({
  http: 'POST /v1/customers/{customerId}/contacts/{contactId}:end',
  says: 'End a contact now; linked again later, its thirty days begin anew',
  law: ['47 CFR 64.2003(b)'],
  may: mayChangeCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id, contactId: id }),
  gives: contact,
  async run(ctx: Ctx, { customerId, contactId }) {
    await findCustomer(ctx, customerId);
    const row = await ctx.tx
      .updateTable('customerContact')
      .set({ untilAt: ctx.at })
      .where('id', '=', contactId)
      .where('customerId', '=', customerId)
      .where('untilAt', 'is', null)
      .returningAll()
      .executeTakeFirst();
    const ended = found(row, 'current contact');
    await record(ctx, {
      kind: 'contact.ended',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { contact: contactId, kind: ended.kind },
    });
    await addressChanged(ctx, { customerId, id: contactId, kind: ended.kind, how: 'ended' });
    const value = seesWhole(ctx.actor) ? ended.value : masked(ended.kind, ended.value);
    return shownContact({ ...ended, value }, ctx.carrier.zone, ctx.at);
  },
});
