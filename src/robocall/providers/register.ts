import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { placeHold } from '../accounts/hold.ts';
import { knownAccount } from '../accounts/known.ts';
import { notBarred, type OrderAgainst } from './barred.ts';
import { type Provider, providerRow } from './record.ts';
import { showing, shownProvider } from './shown.ts';
import { checksOf, lockedProvider, providersNow } from './store.ts';

const law = ['47 CFR 64.6305(g)', '47 CFR 64.1200(n)(5)'];
const { name, frn, kind, direction, accountId, endedWhy } = providerRow.shape;

export const addProvider = (orderAgainst: OrderAgainst) =>
  operation({
    http: 'POST /v1/providers',
    says: 'Add a provider that hands us calls directly or takes ours, with its FCC Registration Number and the account its calls come by; it is looked up from today on',
    law,
    may: ['network', 'compliance', 'onboarding'],
    by: 'person',
    takes: z.strictObject({ name, frn, kind, direction, accountId: accountId.default(null) }),
    gives: shownProvider,
    async run(ctx: Ctx, given) {
      if (given.accountId !== null) await knownAccount(ctx, given.accountId);
      await notBarred(ctx, orderAgainst, { id: null, ...given });
      const same = given.frn === null ? undefined : (await providersNow(ctx)).find((one) => one.frn === given.frn);
      if (same !== undefined)
        refuse('already-exists', `'frn': ${same.name} has it.`, 'Each provider stands here once, with its directions.');
      const row = await ctx.tx
        .insertInto('provider')
        .values({
          id: ctx.id(),
          ...given,
          addedBy: ctx.actor.name,
          addedAt: ctx.at,
          endedAt: null,
          endedBy: null,
          endedWhy: null,
          salt: ctx.salt(),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      const facts = { name: row.name, frn: row.frn, as: row.kind, direction: row.direction, account: row.accountId };
      await record(ctx, { kind: 'provider.added', subject: `provider:${row.id}`, happenedAt: ctx.at, facts });
      return showing(ctx, row, []);
    },
  });

/** Ends the exchange of calls with a provider in this transaction: its account stands still within seconds, but for emergency calls. */
export const stopProvider = async (ctx: Ctx, provider: Provider, reason: string): Promise<Provider> => {
  if (provider.endedAt !== null) refuse('wrong-state', 'It has ended.', 'List the providers.');
  const row = await ctx.tx
    .updateTable('provider')
    .set({ endedAt: ctx.at, endedBy: ctx.actor.name, endedWhy: reason })
    .where('id', '=', provider.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (row.accountId !== null)
    await placeHold(ctx, {
      ...{ accountId: row.accountId, kind: 'suspended', reason: 'Calls are no longer exchanged with its provider' },
      ...{ source: 'provider', sourceId: row.id },
    });
  await record(ctx, {
    kind: 'provider.ended',
    subject: `provider:${row.id}`,
    happenedAt: ctx.at,
    facts: { reason: sealed(row.salt, reason), account: row.accountId },
  });
  return row;
};

export const endProvider = operation({
  http: 'POST /v1/providers/{providerId}:end',
  says: 'Stop exchanging calls with a provider, and why: the account its calls came by is suspended with it; emergency calls are carried',
  law,
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ providerId: id, reason: endedWhy.unwrap() }),
  gives: shownProvider,
  async run(ctx: Ctx, { providerId, reason }) {
    const ended = await stopProvider(ctx, await lockedProvider(ctx, providerId), reason);
    return showing(ctx, ended, await checksOf(ctx, [providerId]));
  },
});

export const listProviders = operation({
  http: 'GET /v1/providers',
  says: 'The providers that hand us calls or take ours: what the Robocall Mitigation Database says of each, and whether its calls may be taken',
  law,
  may: ['network', 'compliance', 'onboarding', 'officer', 'auditor', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ state: z.enum(['now', 'all']).default('now') }),
  gives: z.strictObject({ items: z.array(shownProvider) }),
  async run(ctx: Ctx, { state }) {
    const rows =
      state === 'now'
        ? await providersNow(ctx)
        : await ctx.tx.selectFrom('provider').selectAll().orderBy('id').execute();
    const all = await checksOf(
      ctx,
      rows.map((row) => row.id),
    );
    const items = rows.map((row) =>
      showing(
        ctx,
        row,
        all.filter(({ providerId }) => providerId === row.id),
      ),
    );
    return { items };
  },
});

/** The providers that hand us calls directly now. */
export const providersTakenNow = async (ctx: Ctx): Promise<Provider[]> =>
  (await providersNow(ctx)).filter(({ direction: way }) => way !== 'downstream');
