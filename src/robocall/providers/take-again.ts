import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { endHold } from '../accounts/hold.ts';
import { usableFiles } from '../onboarding/screen.ts';
import { notBarred, type OrderAgainst } from './barred.ts';
import { lookUp } from './check.ts';
import { type Provider, providerRow } from './record.ts';
import { showing, shownProvider } from './shown.ts';
import { listingOf, mayBeTaken } from './standing.ts';
import { checksOf, lockedProvider, providersNow } from './store.ts';

/** What the database says of it at this moment; refused where the rule does not let its calls be taken. */
const lookedUp = async (ctx: Ctx, provider: Provider) => {
  const look = await lookUp(ctx, provider, await usableFiles(ctx, 'robocall-database'));
  const { allowed, cite, reason } = mayBeTaken(provider, listingOf([look]), ctx.at);
  return allowed ? look : refuse('not-allowed', `${reason} (${cite})`, 'Take its calls again once it is listed.');
};

export const takeProviderAgain = (orderAgainst: OrderAgainst) =>
  operation({
    http: 'POST /v1/providers/{providerId}:take-again',
    says: 'Take the calls of a provider again that was ended, and why: it is looked up at this moment, stands on the list anew, and what its end suspended is resumed; refused while an order of the Commission wants them blocked',
    law: ['47 CFR 64.6305(g)', '47 CFR 64.1200(n)(5)'],
    may: ['officer'],
    by: 'person-fresh',
    takes: z.strictObject({ providerId: id, reason: providerRow.shape.endedWhy.unwrap() }),
    gives: shownProvider,
    async run(ctx: Ctx, { providerId, reason }) {
      const ended = await lockedProvider(ctx, providerId);
      if (ended.endedAt === null) refuse('wrong-state', 'It has not ended.', 'List the providers.');
      if (ended.frn !== null && (await providersNow(ctx)).some(({ frn }) => frn === ended.frn))
        refuse('already-exists', 'Its calls are taken again already.', 'List the providers.');
      await notBarred(ctx, orderAgainst, ended);
      const look = await lookedUp(ctx, ended);
      const row = await ctx.tx
        .insertInto('provider')
        .values({
          ...{ id: ctx.id(), name: ended.name, frn: ended.frn, kind: ended.kind, direction: ended.direction },
          ...{ accountId: ended.accountId, addedBy: ctx.actor.name, addedAt: ctx.at },
          ...{ endedAt: null, endedBy: null, endedWhy: null, salt: ctx.salt() },
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await ctx.tx
        .insertInto('providerCheck')
        .values({ id: ctx.id(), providerId: row.id, ...look, checkedAt: ctx.at })
        .execute();
      await record(ctx, {
        kind: 'provider.taken-again',
        subject: `provider:${row.id}`,
        happenedAt: ctx.at,
        facts: { before: providerId, reason: sealed(row.salt, reason), account: row.accountId, file: look.fileId },
      });
      if (ended.accountId !== null)
        await endHold(ctx, {
          accountId: ended.accountId,
          source: 'provider',
          sourceId: providerId,
          reason: 'Its provider is taken again',
        });
      return showing(ctx, row, await checksOf(ctx, [row.id]));
    },
  });
