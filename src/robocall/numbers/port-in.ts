import { z } from 'zod';
import { dateAt, dayNumber, startOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { blocksGiven, give, givenTo, rightsGiven } from './give.ts';
import { mayChangeNumbers } from './roles.ts';

export const portIn = operation({
  http: 'POST /v1/numbers:portIn',
  says: 'Record numbers ported in for an account: a port of today counts today, a later one from its day on',
  law: ['47 CFR 64.6301'],
  may: mayChangeNumbers,
  by: 'anyone',
  takes: givenTo.extend({
    /** the port order as the number portability administrator or the other carrier names it */
    portOrder: z.string().trim().min(1).max(200),
    /** the day on which the port takes effect, in the carrier's zone */
    effectiveOn: date,
  }),
  gives: rightsGiven,
  run(ctx: Ctx, { numbers, portOrder, effectiveOn, ...given }) {
    dayNumber(effectiveOn);
    // a port of today took effect when it is recorded: before that somebody else may have had the number
    const fromAt = effectiveOn === dateAt(ctx, ctx.at) ? ctx.at : startOf(ctx, effectiveOn);
    const blocks = blocksGiven(numbers);
    return give(ctx, {
      ...given,
      blocks,
      basis: 'ported-in',
      evidence: `port order ${portOrder}`,
      fromAt,
      untilAt: null,
    });
  },
});
