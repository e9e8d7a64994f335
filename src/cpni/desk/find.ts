import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { recordAll } from '../../ledger/record.ts';
import { e164 } from '../customers/normalise.ts';
import { caller, callersOf } from './caller.ts';
import { atTheDesk } from './store.ts';

const telephone = (text: string): string =>
  e164(text) ??
  refuse('invalid-input', "'number' is no telephone number.", 'Write it with + and country code, or ten digits.');

/** Whose number of record this is (E.164); at most ten. */
export const holdersOf = async (ctx: Ctx, number: string): Promise<readonly string[]> => {
  const rows = await ctx.tx
    .selectFrom('customerService')
    .select('customerId')
    .distinct()
    .where('number', '=', number)
    .where('untilAt', 'is', null)
    .limit(10)
    .execute();
  return rows.map(({ customerId }) => customerId);
};

const ofAccount = async (ctx: Ctx, account: string): Promise<readonly string[]> => {
  const rows = await ctx.tx.selectFrom('customer').select('id').where('account', '=', account.trim()).execute();
  return rows.map(({ id }) => id);
};

/** That customers were looked up, and by what. */
export const recordFound = (ctx: Ctx, customerIds: readonly string[], by: 'account' | 'number') =>
  recordAll(
    ctx,
    customerIds.map((found) => ({
      kind: 'desk.found',
      subject: `customer:${found}`,
      happenedAt: ctx.at,
      facts: { by },
    })),
  );

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
  gives: z.strictObject({ items: z.array(caller) }),
  async run(ctx: Ctx, { account, number }) {
    await workWithCpni(ctx);
    const byNumber = number === undefined ? [] : await holdersOf(ctx, telephone(number));
    const ids = account === undefined ? byNumber : await ofAccount(ctx, account);
    await recordFound(ctx, ids, account === undefined ? 'number' : 'account');
    return { items: await callersOf(ctx, ids) };
  },
});
