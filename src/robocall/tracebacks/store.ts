import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';

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

/** Who acts, where a person must. */
export const personOf = (ctx: Ctx): string =>
  ctx.actor.kind === 'person' ? ctx.actor.id : refuse('person-needed', 'A person does this.', 'Sign in.');
