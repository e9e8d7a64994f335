import { z } from 'zod';
import type { RetentionClass } from '../../carriers/retention/class.ts';
import { endHold, placeHold } from '../../carriers/retention/holds.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { demandLaw } from './roles.ts';
import { showing, shownRequest } from './shown.ts';
import { assessmentOf, openRequest } from './store.ts';

const { classes, customers, fromDay, untilDay } = placeHold([]).takes.shape;

export const narrowHold = (kept: readonly RetentionClass[]) =>
  operation({
    http: 'POST /v1/legal-requests/{requestId}:hold',
    says: 'Put a hold on just what a demand needs in the place of the one that its entry placed: classes, customers and days',
    law: demandLaw,
    may: ['counsel', 'officer'],
    by: 'person',
    takes: z.strictObject({ requestId: id, classes, customers, fromDay, untilDay }),
    gives: shownRequest,
    async run(ctx: Ctx, { requestId, ...scope }) {
      const request = await openRequest(ctx, requestId);
      if ((await assessmentOf(ctx, requestId)) === undefined)
        refuse('wrong-state', 'Nobody has assessed the demand.', 'Assess it first: until then everything is held.');
      // the narrower stands before the wider ends
      const next = await placeHold(kept).run(ctx, {
        why: `Legal request ${requestId}`,
        ...scope,
        secrecy: request.secrecy,
      });
      await endHold.run(ctx, { holdId: request.holdId, reason: `Narrowed by hold ${next.id}` });
      const changed = await ctx.tx
        .updateTable('legalRequest')
        .set({ holdId: next.id })
        .where('id', '=', requestId)
        .returningAll()
        .executeTakeFirstOrThrow();
      return showing(ctx, changed);
    },
  });
