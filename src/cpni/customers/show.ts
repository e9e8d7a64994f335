import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { local } from './dates.ts';
import { findCustomer } from './find.ts';
import { masked, seesWhole } from './masked.ts';
import { authorisedPerson, contact, customer, legacyState, service } from './record.ts';
import { mayReadCustomers } from './roles.ts';
import { shownContact, shownCustomer, shownPerson, shownService } from './shown.ts';

const legacy = z.strictObject({
  id,
  word: z.string(),
  state: legacyState,
  lacks: z.array(z.string()),
  recordedAt: when,
});

const servicesOf = (ctx: Ctx, customerId: string) =>
  ctx.tx.selectFrom('customerService').selectAll().where('customerId', '=', customerId).orderBy('fromAt').execute();

const personsOf = (ctx: Ctx, customerId: string) =>
  ctx.tx.selectFrom('accountPerson').selectAll().where('customerId', '=', customerId).orderBy('fromAt').execute();

const contactsOf = (ctx: Ctx, customerId: string) =>
  ctx.tx.selectFrom('customerContact').selectAll().where('customerId', '=', customerId).orderBy('linkedDay').execute();

const legacyOf = async (ctx: Ctx, customerId: string, subscribes: number): Promise<z.output<typeof legacy>[]> => {
  const rows = await ctx.tx
    .selectFrom('legacyApproval')
    .select(['id', 'word', 'state', 'lacks', 'recordedAt'])
    .where('customerId', '=', customerId)
    .orderBy('recordedAt')
    .execute();
  return rows.map(({ state, recordedAt, ...row }) => ({
    ...row,
    // "no voice on account" is judged again once there is voice: then nobody knows
    state: state === 'out-of-scope' && subscribes !== 0 ? 'unknown' : state,
    recordedAt: local(ctx.carrier.zone, recordedAt),
  }));
};

const hidden = {
  service: <T extends { readonly number: string | null }>(row: T): T => ({
    ...row,
    number: row.number === null ? null : masked('phone', row.number),
  }),
  contact: <T extends { readonly kind: 'email' | 'postal' | 'phone'; readonly value: string }>(row: T): T => ({
    ...row,
    value: masked(row.kind, row.value),
  }),
};

export const showCustomer = operation({
  http: 'GET /v1/customers/{customerId}',
  says: 'A customer with services, contacts (and since when of record), authorised persons and imported approvals; agents see numbers and addresses by their ending only',
  law: ['47 CFR 64.2003(b)', '47 CFR 64.2009(a)', '47 CFR 64.2010(a)'],
  may: mayReadCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id }),
  gives: customer.extend({
    services: z.array(service),
    contacts: z.array(contact),
    persons: z.array(authorisedPerson),
    legacyApprovals: z.array(legacy),
  }),
  async run(ctx: Ctx, { customerId }) {
    await workWithCpni(ctx);
    const whole = seesWhole(ctx.actor);
    const { zone } = ctx.carrier;
    const row = await findCustomer(ctx, customerId);
    const services = await servicesOf(ctx, customerId);
    const contacts = await contactsOf(ctx, customerId);
    const persons = await personsOf(ctx, customerId);
    return {
      ...shownCustomer(row, zone),
      services: services.map((one) => shownService(whole ? one : hidden.service(one), zone)),
      contacts: contacts.map((one) => shownContact(whole ? one : hidden.contact(one), zone, ctx.at)),
      persons: persons.map((person) => shownPerson(person, zone)),
      legacyApprovals: await legacyOf(ctx, customerId, row.subscribes),
    };
  },
});
