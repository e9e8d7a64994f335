import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { recordAll } from '../../ledger/record.ts';
import { localDate, startOfDate } from '../customers/dates.ts';
import { e164 } from '../customers/normalise.ts';
import { customerRow } from '../customers/record.ts';
import { atTheDesk } from './store.ts';

const telephone = (text: string): string =>
  e164(text) ??
  refuse('invalid-input', "'number' is no telephone number.", 'Write it with + and country code, or ten digits.');

const idsOf = async (ctx: Ctx, number: string): Promise<readonly string[]> => {
  const rows = await ctx.tx
    .selectFrom('customerService')
    .select('customerId')
    .distinct()
    .where('number', '=', telephone(number))
    .where('untilAt', 'is', null)
    .limit(10)
    .execute();
  return rows.map(({ customerId }) => customerId);
};

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

export const findCaller = operation({
  // what a caller says of himself stands in no address
  http: 'POST /v1/desk-customers:find',
  says: 'The customer of an account number or of a telephone number of record: name, whether he is served, and his calls today, nothing else. Caller ID is not identification',
  law: ['47 CFR 64.2010(a)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z
    .strictObject({ account: z.string().min(1).optional(), number: z.string().min(1).optional() })
    .refine(({ account, number }) => (account === undefined) !== (number === undefined), {
      message: 'give account or number, one of them',
    })
    .meta({ examples: [{ account: 'A-1' }] }),
  gives: z.strictObject({
    items: z.array(
      z.strictObject({
        customerId: id,
        ...customerRow.pick({ account: true, name: true, language: true }).shape,
        served: z.boolean(),
        callsToday: z.int(),
      }),
    ),
  }),
  async run(ctx: Ctx, { account, number }) {
    await workWithCpni(ctx);
    const query = ctx.tx.selectFrom('customer').select(['id', 'account', 'name', 'language', 'leftAt']).orderBy('id');
    const ids = number === undefined ? [] : await idsOf(ctx, number);
    const byAccount = account === undefined ? null : query.where('account', '=', account.trim());
    const rows = await (byAccount?.execute() ?? (ids.length === 0 ? [] : query.where('id', 'in', ids).execute()));
    await recordAll(
      ctx,
      rows.map(({ id: found }) => ({
        kind: 'desk.found',
        subject: `customer:${found}`,
        happenedAt: ctx.at,
        facts: { by: account === undefined ? 'number' : 'account' },
      })),
    );
    const items = [];
    for (const { id: customerId, leftAt, ...row } of rows)
      items.push({ customerId, ...row, served: leftAt === null, callsToday: await callsToday(ctx, customerId) });
    return { items };
  },
});
