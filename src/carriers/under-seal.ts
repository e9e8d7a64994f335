import type { z } from 'zod';
import type { Ctx } from '../db/context.ts';
import type { Role } from '../kernel/operation.ts';
import { ledgerEntryRow } from '../ledger/rows.ts';

/** Whether a court ordered that the customer is not told; few read what is under such an order. */
export const secrecy = ledgerEntryRow.shape.secrecy;

/** Who answers demands by legal process, and so may know that one under seal came. */
export const mayKnowSealed: readonly Role[] = ['network', 'compliance', 'counsel', 'officer'];

/** Which secrecy of a record the actor may see. */
export const seesSecrecy = (ctx: Ctx): readonly z.output<typeof secrecy>[] =>
  ctx.actor.kind === 'system' || ctx.actor.roles.some((role) => mayKnowSealed.includes(role))
    ? ['none', 'ordered']
    : ['none'];

/** The same context under seal where what is done in it is: its evidence is read by few. */
export const underSeal = (ctx: Ctx, sealed: z.output<typeof secrecy>): Ctx =>
  sealed === 'ordered' ? { ...ctx, secrecy: sealed } : ctx;
