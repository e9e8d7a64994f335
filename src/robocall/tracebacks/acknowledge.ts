import { z } from 'zod';
import { settleTask } from '../../carriers/tasks/end.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { MINUTE } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import { rosterLaw } from './clock.ts';
import { tracebackOf } from './store.ts';

/** A person has taken a request, and nobody else is called; where somebody has already, that stays. */
export const acknowledged = async (ctx: Ctx, tracebackId: string): Promise<void> => {
  const row = await ctx.tx
    .updateTable('traceback')
    .set({ acknowledgedAt: ctx.at, acknowledgedBy: personOf(ctx).id })
    .where('id', '=', tracebackId)
    .where('acknowledgedAt', 'is', null)
    .returning('recordedAt')
    .executeTakeFirst();
  if (row === undefined) return;
  await settleTask(ctx, { kind: 'traceback-page', key: tracebackId, outcome: 'done', note: 'Somebody took it' });
  await record(ctx, {
    kind: 'traceback.acknowledged',
    subject: `traceback:${tracebackId}`,
    happenedAt: ctx.at,
    facts: { minutes: Math.round((ctx.at - row.recordedAt) / MINUTE) },
  });
};

export const acknowledgeTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:acknowledge',
  says: 'Take a traceback request: whoever was called says that he is at it, and nobody else is called',
  law: rosterLaw,
  may: ['network', 'compliance', 'officer'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { tracebackId }) {
    await tracebackOf(ctx, tracebackId);
    await acknowledged(ctx, tracebackId);
    return { id: tracebackId };
  },
});
