import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { localDate } from '../customers/dates.ts';
import { findPresentCustomer } from '../customers/find.ts';
import { setting, wanted } from './secrets.ts';
import { refusalOf, setWanted } from './set-wanted.ts';

/** Whether service begins today: a service of the carrier stands, and none began before. */
const beginsToday = async (ctx: Ctx, customerId: string): Promise<boolean> => {
  const { zone } = ctx.carrier;
  const services = await ctx.tx
    .selectFrom('customerService')
    .select('fromAt')
    .where('customerId', '=', customerId)
    .where('provider', 'is', null)
    .execute();
  const today = localDate(zone, ctx.at);
  return services.length > 0 && services.every(({ fromAt }) => localDate(zone, fromAt) === today);
};

const hasPassword = async (ctx: Ctx, customerId: string): Promise<boolean> =>
  (await ctx.tx
    .selectFrom('customerPassword')
    .select('id')
    .where('customerId', '=', customerId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

export const begin = operation({
  http: 'POST /v1/customers/{customerId}/online:begin',
  says: 'Set the first password without a code, on the day on which service begins: the sign-up that made the customer knows his id, nobody else does',
  law: ['47 CFR 64.2010(e)'],
  may: ['portal'],
  by: 'machine',
  takes: z.strictObject({ customerId: id, sets: wanted }),
  gives: setting,
  async run(ctx: Ctx, { customerId, sets }) {
    // two sign-ups at once wait for each other here
    await ctx.tx.selectFrom('customer').select('id').where('id', '=', customerId).forUpdate().execute();
    await findPresentCustomer(ctx, customerId);
    const first = (await beginsToday(ctx, customerId)) && !(await hasPassword(ctx, customerId));
    const provedBy = first ? 'start-of-service' : 'unknown';
    const refused = await refusalOf(ctx, { customerId, provedBy }, sets);
    return refused ?? setWanted(ctx, { customerId, setBy: 'start-of-service', codeId: null }, sets);
  },
});
