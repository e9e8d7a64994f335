import { z } from 'zod';
import type { Ctx } from '../db/context.ts';
import type { Role } from '../kernel/operation.ts';

/** Whether a court ordered that the customer is not told; few read what is under such an order. */
export const secrecy = z.enum(['none', 'ordered']);

/** Who answers demands by legal process, and so may know that one under seal came. */
export const mayKnowSealed: readonly Role[] = ['network', 'compliance', 'counsel', 'officer'];

/** Which secrecy of a record the actor may see. */
export const seesSecrecy = (ctx: Ctx): readonly z.output<typeof secrecy>[] =>
  ctx.actor.roles.some((role) => mayKnowSealed.includes(role)) ? ['none', 'ordered'] : ['none'];
