import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { blocksGiven, give, givenTo, rightsGiven } from './give.ts';
import { mayChangeNumbers } from './roles.ts';

export const assignNumbers = operation({
  http: 'POST /v1/numbers:assign',
  says: "Assign numbers of the carrier's own to an account, by number, range or prefix, from now or from an instant",
  law: ['47 CFR 64.6301'],
  may: mayChangeNumbers,
  by: 'anyone',
  takes: givenTo.extend({
    /** the order or ticket behind it */
    order: z.string().trim().min(1).max(200),
    from: when.optional(),
  }),
  gives: rightsGiven,
  run(ctx: Ctx, { numbers, order, from, ...given }) {
    const fromAt = from === undefined ? ctx.at : instantOf('from', from);
    const blocks = blocksGiven(numbers);
    return give(ctx, { ...given, blocks, basis: 'assigned', evidence: `order ${order}`, fromAt, untilAt: null });
  },
});
