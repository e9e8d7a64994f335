import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { localDate, startOfDate } from '../customers/dates.ts';
import { customerRow } from '../customers/record.ts';

/** All that the desk sees of a customer before he shows who he is. */
export const caller = z.strictObject({
  customerId: id,
  ...customerRow.pick({ account: true, name: true, language: true }).shape,
  served: z.boolean(),
  callsToday: z.int(),
});

const callsToday = async (ctx: Ctx, customerId: string): Promise<number> => {
  const { zone } = ctx.carrier;
  const { count } = await ctx.tx
    .selectFrom('deskSession')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('customerId', '=', customerId)
    .where('openedAt', '>=', startOfDate(zone, localDate(zone, ctx.at)))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Customers as the desk sees them before they show who they are. */
export const callersOf = async (ctx: Ctx, customerIds: readonly string[]): Promise<z.output<typeof caller>[]> => {
  if (customerIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom('customer')
    .select(['id', 'account', 'name', 'language', 'leftAt'])
    .where('id', 'in', customerIds)
    .orderBy('id')
    .execute();
  const items = [];
  for (const { id: customerId, leftAt, ...row } of rows)
    items.push({ customerId, ...row, served: leftAt === null, callsToday: await callsToday(ctx, customerId) });
  return items;
};
