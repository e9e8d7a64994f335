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
