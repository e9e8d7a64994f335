import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';

/** A request, locked against another hand. */
export const tracebackOf = async (ctx: Ctx, tracebackId: string) =>
  found(
    await ctx.tx.selectFrom('traceback').selectAll().where('id', '=', tracebackId).forUpdate().executeTakeFirst(),
    'traceback request',
  );

/** A request as it stands, which another hand may change meanwhile. */
export const tracebackRead = async (ctx: Ctx, tracebackId: string) =>
  found(
    await ctx.tx.selectFrom('traceback').selectAll().where('id', '=', tracebackId).executeTakeFirst(),
    'traceback request',
  );

/** Whether an answer names a customer and no second person has approved it yet. */
export const secondPersonOf = (row: {
  readonly accountId: string | null;
  readonly approvedBy: string | null;
}): 'waited-for' | 'not-waited-for' =>
  row.accountId !== null && row.approvedBy === null ? 'waited-for' : 'not-waited-for';
