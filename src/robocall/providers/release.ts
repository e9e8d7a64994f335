import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { endHold } from '../accounts/hold.ts';
import { notBarred, type OrderAgainst } from './barred.ts';
import { type Provider, providerRow } from './record.ts';
import { showing, shownProvider } from './shown.ts';
import { listingOf, mayBeTaken } from './standing.ts';
import { checksOf, lockedProvider, providersNow } from './store.ts';

/** Refused unless the provider whose calls come by the account now may be taken, or none comes by it any more. */
const mayFlow = async (
  ctx: Ctx,
  orderAgainst: OrderAgainst,
  accountId: string,
  because: 'taken-anew' | 'not-a-provider',
): Promise<void> => {
  const now = (await providersNow(ctx)).filter((one) => one.accountId === accountId && one.direction !== 'downstream');
  if (because === 'not-a-provider') {
    const [one] = now;
    if (one !== undefined)
      refuse('wrong-state', `${one.name} hands us calls by this account.`, 'End it, or say taken-anew.');
    return;
  }
  if (now.length === 0)
    refuse(
      'wrong-state',
      'No provider that hands us calls stands on the list with this account.',
      'Add it with the account and have it looked up, or say not-a-provider.',
    );
  const checks = await checksOf(
    ctx,
    now.map((one) => one.id),
  );
  for (const one of now) {
    await notBarred(ctx, orderAgainst, one);
    const own = checks.filter(({ providerId }) => providerId === one.id);
    const { allowed, cite, reason } = mayBeTaken(one, listingOf(own), ctx.at);
    if (!allowed) refuse('not-allowed', `${one.name}: ${reason} (${cite})`, 'Release it once that one is listed.');
  }
};

const heldBy = ({ accountId }: Provider): string =>
  accountId ?? refuse('wrong-state', 'Its calls came by no account.', 'Nothing was suspended with it.');

export const releaseProviderAccount = (orderAgainst: OrderAgainst) =>
  operation({
    http: 'POST /v1/providers/{providerId}:release',
    says: 'End the suspension that the end of a provider left on its account, and why: the provider was taken anew and is listed, or whoever calls by the account is none',
    law: ['47 CFR 64.6305(g)', '47 CFR 64.1200(n)(5)'],
    may: ['officer'],
    by: 'person-fresh',
    takes: z.strictObject({
      providerId: id,
      because: z.enum(['taken-anew', 'not-a-provider']),
      reason: providerRow.shape.endedWhy.unwrap(),
    }),
    gives: shownProvider,
    async run(ctx: Ctx, { providerId, because, reason }) {
      const ended = await lockedProvider(ctx, providerId);
      if (ended.endedAt === null) refuse('wrong-state', 'It has not ended.', 'Nothing is suspended by it.');
      const accountId = heldBy(ended);
      await notBarred(ctx, orderAgainst, ended);
      await mayFlow(ctx, orderAgainst, accountId, because);
      const of = { accountId, source: 'provider', sourceId: providerId } as const;
      const holds = await endHold(ctx, { ...of, reason: `Released by an officer: ${because}` });
      if (holds.length === 0) refuse('wrong-state', 'Nothing is suspended by its end.', 'Show the account.');
      await record(ctx, {
        kind: 'provider.account-released',
        subject: `provider:${providerId}`,
        happenedAt: ctx.at,
        facts: { account: accountId, because, reason: sealed(ended.salt, reason) },
      });
      return showing(ctx, ended, await checksOf(ctx, [providerId]));
    },
  });
