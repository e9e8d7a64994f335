import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { local } from './dates.ts';
import { findCustomer } from './find.ts';
import { seesWhole } from './masked.ts';
import { authorisedPerson, contact, type customerRow, legacyState, seenCustomer, service } from './record.ts';
import { mayReadCustomers } from './roles.ts';
import { shownContact, shownPerson, shownService, shownTo } from './shown.ts';

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

/** What stands on an account. */
const accountOf = async (ctx: Ctx, { id: customerId, subscribes }: z.output<typeof customerRow>) => {
  const { zone } = ctx.carrier;
  return {
    services: (await servicesOf(ctx, customerId)).map((one) => shownService(one, zone)),
    contacts: (await contactsOf(ctx, customerId)).map((one) => shownContact(one, zone, ctx.at)),
    persons: (await personsOf(ctx, customerId)).map((person) => shownPerson(person, zone)),
    legacyApprovals: await legacyOf(ctx, customerId, subscribes),
  };
};

const nothing = { services: [], contacts: [], persons: [], legacyApprovals: [] };

export const showCustomer = operation({
  http: 'GET /v1/customers/{customerId}',
  says: 'A customer with services, contacts (and since when of record), authorised persons and imported approvals; an agent sees name and account only, as the rest opens at the desk once the customer is proved',
  law: ['47 CFR 64.2003(b)', '47 CFR 64.2009(a)', '47 CFR 64.2010(a)'],
  may: mayReadCustomers,
  by: 'anyone',
  takes: z.strictObject({ customerId: id }),
  gives: seenCustomer.extend({
    services: z.array(service),
    contacts: z.array(contact),
    persons: z.array(authorisedPerson),
    legacyApprovals: z.array(legacy),
  }),
  async run(ctx: Ctx, { customerId }) {
    await workWithCpni(ctx);
    const row = await findCustomer(ctx, customerId);
    const account = seesWhole(ctx.actor) ? await accountOf(ctx, row) : nothing;
    return { ...shownTo(ctx.actor, row, ctx.carrier.zone), ...account };
  },
});
