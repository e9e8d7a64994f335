import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { heldOf } from '../account-changes/held.ts';
import { type Target, targetsOf } from '../account-changes/target.ts';
import { addContact, endContact } from '../customers/contacts.ts';
import { localDate } from '../customers/dates.ts';
import { masked } from '../customers/masked.ts';
import { ofRecordFrom } from '../customers/of-record.ts';
import { accountChange } from '../customers/record.ts';
import { mustBeProved } from './proved.ts';
import { atTheDesk, sessionOn } from './store.ts';
import { addressesOf } from './ways.ts';

const law = ['47 CFR 64.2010(f)'];

const told = z.strictObject({ way: z.enum(['text', 'call', 'email', 'mail']), shown: z.string() });

const shownOf = async (ctx: Ctx, { serviceId, contactId }: Target): Promise<string> => {
  if (contactId === null) {
    const service = ctx.tx.selectFrom('customerService').select('number').where('id', '=', serviceId);
    return masked('phone', (await service.executeTakeFirstOrThrow()).number ?? '');
  }
  const contact = ctx.tx.selectFrom('customerContact').select(['kind', 'value']).where('id', '=', contactId);
  const { kind, value } = await contact.executeTakeFirstOrThrow();
  return masked(kind, value);
};

/** Where the customer is told of a change that is made now: what was held before today, the first that works. */
const toldBy = async (ctx: Ctx, customerId: string): Promise<z.output<typeof told>[]> => {
  const changedOn = localDate(ctx.carrier.zone, ctx.at);
  const targets = targetsOf(await heldOf(ctx, { customerId, changedOn }), changedOn);
  const shown = [];
  for (const target of targets) shown.push({ way: target.way, shown: await shownOf(ctx, target) });
  return shown;
};

export const showChanges = operation({
  http: 'GET /v1/desk-sessions/{sessionId}/changes',
  says: 'Which changes of the account are told to the customer at once, and where: at what he held before the change, by its ending only, in the order in which it is tried',
  law,
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id }),
  gives: z.strictObject({
    toldOf: z.array(accountChange.shape.what),
    toldBy: z.array(told),
    addresses: z.array(z.strictObject({ contactId: id, shown: z.string() })),
  }),
  async run(ctx: Ctx, { sessionId }) {
    const { customerId } = await sessionOn(ctx, sessionId);
    return {
      toldOf: [...accountChange.shape.what.options],
      toldBy: await toldBy(ctx, customerId),
      addresses: (await addressesOf(ctx, customerId)).map(({ id: contactId, kind, value }) => ({
        contactId,
        shown: masked(kind, value),
      })),
    };
  },
});

export const changeAddress = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/addresses',
  says: 'Link a new address to the account of a customer who has shown who he is, in place of one of his or beside it; he is told at once, never at the new one',
  law: ['47 CFR 64.2010(f)', '47 CFR 64.2003(b)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({
    sessionId: id,
    kind: z.enum(['email', 'postal']),
    value: z.string().trim().min(1).max(500),
    /** The address that it takes the place of, or null. */
    replaces: id.nullable().default(null),
  }),
  gives: z.strictObject({ contactId: id, ofRecordFrom: date.nullable(), toldBy: z.array(told) }),
  async run(ctx: Ctx, { sessionId, kind, value, replaces }) {
    const session = await sessionOn(ctx, sessionId);
    await mustBeProved(ctx, session);
    const { customerId } = session;
    if (replaces !== null)
      found(
        (await addressesOf(ctx, customerId)).find(({ id: one }) => one === replaces),
        'address of this customer',
      );
    const tells = await toldBy(ctx, customerId);
    const { id: contactId } = await addContact.run(ctx, { customerId, kind, value });
    if (replaces !== null) await endContact.run(ctx, { customerId, contactId: replaces });
    await record(ctx, {
      kind: 'desk.address-changed',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: { session: sessionId, contact: contactId, replaces },
    });
    const linkedDay = localDate(ctx.carrier.zone, ctx.at);
    return { contactId, ofRecordFrom: ofRecordFrom({ kind, linkedDay, untilAt: null }), toldBy: tells };
  },
});
