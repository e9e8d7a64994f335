import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { operation } from '../../kernel/operation.ts';
import { strikeLaw } from './act.ts';
import { closeOverdue } from './close.ts';
import { lockedStrikes } from './store.ts';
import { mostCalls, takeCalls } from './take.ts';

const waiting = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('strikeCall')
    .select('accountId')
    .distinct()
    .where('seq', 'is', null)
    // in one order, so that two of these never wait for each other
    .orderBy('accountId')
    .limit(100)
    .execute();

export const watchStrikes = operation({
  http: 'POST /v1/strikes:watch',
  says: 'Weigh refused calls that showed a number not their account’s: the first make a warning, one after it an order of termination; runs by itself',
  law: strikeLaw,
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ calls: z.int(), closed: z.int() }),
  async run(ctx: Ctx) {
    const accounts = await waiting(ctx);
    let calls = 0;
    for (const { accountId } of accounts) {
      if (calls >= mostCalls) break;
      calls += (await takeCalls(ctx, await lockedStrikes(ctx, accountId))).calls;
    }
    const more = calls >= mostCalls || accounts.length === 100;
    if (more) await later(ctx, { does: 'strikes.watch', input: {}, from: ctx.at, key: `more:${ctx.at}` });
    return { calls, closed: more ? 0 : await closeOverdue(ctx) };
  },
});
