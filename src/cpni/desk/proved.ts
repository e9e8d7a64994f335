import type { Ctx } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { proofsInForce } from '../authentication/proof-in-force.ts';
import type { DeskSession } from './record.ts';

/** Whether something in the session has proved the customer. */
export const isProved = async (ctx: Ctx, { id, customerId }: DeskSession): Promise<boolean> =>
  (await proofsInForce(ctx, { customerId, sessionId: id, at: ctx.at })).length > 0;

/** What speaks for the customer or changes what is his waits until something in the session proved him. */
export const mustBeProved = async (ctx: Ctx, session: DeskSession): Promise<void> => {
  if (await isProved(ctx, session)) return;
  throw new Problem('wrong-state', {
    detail: 'The customer has not shown who he is.',
    fix: 'Take one of the ways that the session shows as open, then ask again.',
    cite: '47 CFR 64.2010(a)',
  });
};
