import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { seesWhole } from './masked.ts';
import { e164, emailKey } from './normalise.ts';
import { seenCustomer } from './record.ts';
import { mayReadCustomers } from './roles.ts';
import { shownTo } from './shown.ts';

const telephoneKey = (text: string): string =>
  e164(text) ??
  refuse('invalid-input', "'telephone' is no telephone number.", 'Write it with + and country code, or ten digits.');

const addressKey = (text: string): string =>
  emailKey(text) ?? refuse('invalid-input', "'email' is no e-mail address.", 'Write it name@domain.');

const byContact = async (ctx: Ctx, kind: 'email' | 'phone', key: string): Promise<string[]> => {
  const rows = await ctx.tx
    .selectFrom('customerContact')
    .select('customerId')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .execute();
  return rows.map((row) => row.customerId);
};

const byNumber = async (ctx: Ctx, key: string): Promise<string[]> => {
  const services = await ctx.tx.selectFrom('customerService').select('customerId').where('number', '=', key).execute();
  return [...services.map((row) => row.customerId), ...(await byContact(ctx, 'phone', key))];
};

/** Who only serves customers finds the one who speaks to him: a number or account that is shared by more is no page to leaf through. */
const mostFound = 10;

type Asked = { readonly searched: boolean; readonly cursor: string | undefined; readonly limit: number | undefined };

const mustSearch = ({ searched, cursor, limit = mostFound }: Asked): void => {
  const refused = (detail: string, fix: string): never => {
    throw new Problem('invalid-input', { detail, fix, cite: '47 CFR 64.2010(a)' });
  };
  if (!searched)
    refused(
      'An agent looks up the customer who speaks to him, not all of them.',
      "Give what he says: 'account', 'telephone' or 'email'.",
    );
  if (cursor !== undefined) refused("'cursor': an agent gets no further page.", 'Ask the customer for his account.');
  if (limit > mostFound) refused(`'limit' is over ${mostFound}.`, `Leave it out, or give ${mostFound} at most.`);
};

export const listCustomers = operation({
  // what is searched by is the customer's: it stands in no address
  http: 'POST /v1/customers:find',
  says: 'Customers by account number, by a telephone number or an e-mail address that is or was theirs, or all in pages; an agent has to search, and sees of each no more than name and account',
  law: ['47 CFR 64.2009(a)', '47 CFR 64.2010(a)'],
  may: mayReadCustomers,
  by: 'anyone',
  takes: z.strictObject({
    account: z.string().optional(),
    telephone: z.string().optional(),
    email: z.string().optional(),
    ...paging,
    cursor: id.optional(),
  }),
  gives: pageOf(seenCustomer),
  async run(ctx: Ctx, { account, telephone, email, cursor, limit: asked }) {
    await workWithCpni(ctx);
    const whole = seesWhole(ctx.actor);
    const searched = [account, telephone, email].some((one) => one !== undefined);
    if (!whole) mustSearch({ searched, cursor, limit: asked });
    const limit = asked ?? (whole ? 100 : mostFound);
    let query = ctx.tx
      .selectFrom('customer')
      .selectAll()
      .orderBy('id')
      .limit(limit + 1);
    // equality on stored keys only: anything else reads every row under row security
    if (account !== undefined) query = query.where('account', '=', account.trim());
    if (telephone !== undefined) query = query.where('id', 'in', await orNone(byNumber(ctx, telephoneKey(telephone))));
    if (email !== undefined) query = query.where('id', 'in', await orNone(byContact(ctx, 'email', addressKey(email))));
    if (cursor !== undefined) query = query.where('id', '>', cursor);
    const rows = await query.execute();
    const items = rows.slice(0, limit).map((row) => shownTo(ctx.actor, row, ctx.carrier.zone));
    const next = whole && rows.length > limit ? (rows[limit - 1]?.id ?? null) : null;
    return { items, next };
  },
});

// `in ()` is no SQL: nobody has the id of all zeros
const orNone = async (ids: Promise<string[]>): Promise<string[]> => {
  const list = await ids;
  return list.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : list;
};
