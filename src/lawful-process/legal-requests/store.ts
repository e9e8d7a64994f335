import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import type { LegalRequest } from './record.ts';

/** A demand, locked until the transaction ends; refused once it is closed. */
export const openRequest = async (ctx: Ctx, requestId: string): Promise<LegalRequest> => {
  const row = found(
    await ctx.tx.selectFrom('legalRequest').selectAll().where('id', '=', requestId).forUpdate().executeTakeFirst(),
    'legal request',
  );
  if (row.closedAt !== null)
    refuse('wrong-state', 'It is closed.', 'Enter what came since as a demand of its own, with a reference to this.');
  return row;
};

/** What counsel found last, or undefined. */
export const assessmentOf = (ctx: Ctx, requestId: string) =>
  ctx.tx
    .selectFrom('legalRequestAssessment')
    .selectAll()
    .where('requestId', '=', requestId)
    .orderBy('assessedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The answers to demands, the first first. */
export const answersTo = (ctx: Ctx, requestIds: readonly string[]) =>
  requestIds.length === 0
    ? Promise.resolve([])
    : ctx.tx
        .selectFrom('legalRequestAnswer')
        .selectAll()
        .where('requestId', 'in', requestIds)
        .orderBy('answeredAt')
        .orderBy('id')
        .execute();

/** The files made of call records for a demand, the first first. */
export const pullsOf = (ctx: Ctx, requestId: string) =>
  ctx.tx.selectFrom('legalRequestPull').selectAll().where('requestId', '=', requestId).orderBy('id').execute();
