import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import type { Provider, ProviderCheck } from './record.ts';

/** The providers with which calls are exchanged now. */
export const providersNow = (ctx: Ctx): Promise<Provider[]> =>
  ctx.tx.selectFrom('provider').selectAll().where('endedAt', 'is', null).orderBy('name').orderBy('id').execute();

/** Of each provider the last look of each answer, the latest first: enough to know how it stands, however long it is looked up. */
export const checksOf = async (ctx: Ctx, providerIds: readonly string[]): Promise<ProviderCheck[]> =>
  providerIds.length === 0
    ? []
    : ctx.tx
        .selectFrom('providerCheck')
        .selectAll()
        .distinctOn(['providerId', 'answer'])
        .where('providerId', 'in', providerIds)
        .orderBy('providerId')
        .orderBy('answer')
        .orderBy('checkedAt', 'desc')
        .orderBy('id', 'desc')
        .execute()
        .then((rows) => rows.toSorted((a, b) => b.checkedAt - a.checkedAt));

/** A provider, locked until the transaction ends. */
export const lockedProvider = async (ctx: Ctx, providerId: string): Promise<Provider> =>
  found(
    await ctx.tx.selectFrom('provider').selectAll().where('id', '=', providerId).forUpdate().executeTakeFirst(),
    'provider',
  );
