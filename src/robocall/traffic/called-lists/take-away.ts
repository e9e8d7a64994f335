import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { id } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { rescoreFor } from './rescore.ts';

export const takeCalledListAway = operation({
  http: 'POST /v1/called-lists/{listId}:take-away',
  says: 'Take a list of called numbers away with the reason, as one that was taken in of another day or kind: no day is joined with it any more, and days that were are scored again',
  law: ['47 CFR 64.6305(a)(2)'],
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ listId: id, why: z.string().trim().min(1).max(1000) }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { listId, why }) {
    const list = found(
      await ctx.tx.selectFrom('calledList').selectAll().where('id', '=', listId).forUpdate().executeTakeFirst(),
      'list of called numbers',
    );
    if (list.goneAt !== null)
      refuse('wrong-state', `It was taken away already, by ${list.goneBy}.`, 'Take the file in again if it is wanted.');
    await ctx.tx
      .updateTable('calledList')
      .set({ goneAt: ctx.at, goneBy: ctx.actor.name, goneWhy: why })
      .where('id', '=', listId)
      .execute();
    await record(ctx, {
      kind: 'called-list.taken-away',
      subject: `called-list:${listId}`,
      happenedAt: ctx.at,
      facts: { as: list.kind, publishedOn: list.publishedOn, sha256: list.sha256, why },
    });
    await rescoreFor(ctx, list);
    return { id: listId };
  },
});
