import { z } from 'zod';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { frn, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import type { OrderAgainst } from './barred.ts';
import type { Provider } from './record.ts';
import { showing, shownProvider } from './shown.ts';
import { checksOf, lockedProvider, providersNow } from './store.ts';

/** By its number it may be known now that an order names it: then its calls are blocked. */
const askToBlock = async (ctx: Ctx, orderAgainst: OrderAgainst, provider: Provider): Promise<void> => {
  if (provider.endedAt !== null || provider.direction === 'downstream') return;
  const order = await orderAgainst(ctx, provider);
  if (order?.names !== 'surely') return;
  await openTask(ctx, {
    kind: 'fcc-notice-block',
    subject: `fcc-notice:${order.noticeId}`,
    why: `A Final Determination Order names ${provider.name}, which hands us calls: block all of it`,
    role: 'network',
    dueAt: null,
    key: order.noticeId,
  });
};

export const enterProviderNumber = (orderAgainst: OrderAgainst) =>
  operation({
    http: 'POST /v1/providers/{providerId}:number',
    says: 'Enter the FCC Registration Number of a provider that stands here without one: by it an order of the Commission is known to name it, or another company of its name',
    law: ['47 CFR 64.1200(n)(3)', '47 CFR 64.6305(g)'],
    may: ['network', 'compliance', 'onboarding'],
    by: 'person',
    takes: z.strictObject({ providerId: id, frn }),
    gives: shownProvider,
    async run(ctx: Ctx, { providerId, frn: number }) {
      const before = await lockedProvider(ctx, providerId);
      if (before.frn !== null && before.frn !== number)
        refuse('wrong-state', `'frn': it stands here with ${before.frn}.`, 'End it, and add it anew with its number.');
      const other = (await providersNow(ctx)).find((one) => one.frn === number && one.id !== providerId);
      if (before.endedAt === null && other !== undefined)
        refuse(
          'already-exists',
          `'frn': ${other.name} has it.`,
          'Each provider stands here once, with its directions.',
        );
      const checks = await checksOf(ctx, [providerId]);
      if (before.frn !== null) return showing(ctx, before, checks);
      const row = await ctx.tx
        .updateTable('provider')
        .set({ frn: number })
        .where('id', '=', providerId)
        .returningAll()
        .executeTakeFirstOrThrow();
      await record(ctx, {
        kind: 'provider.number-entered',
        subject: `provider:${providerId}`,
        happenedAt: ctx.at,
        facts: { frn: number },
      });
      await askToBlock(ctx, orderAgainst, row);
      return showing(ctx, row, checks);
    },
  });
