import type { Ctx } from '../../db/context.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { type Interception, type InterceptionSubject, interceptionSubject } from './record.ts';
import { unseal } from './sealed.ts';

/** An interception, locked until the transaction ends. */
export const lockedInterception = async (ctx: Ctx, interceptionId: string): Promise<Interception> =>
  found(
    await ctx.tx.selectFrom('interception').selectAll().where('id', '=', interceptionId).forUpdate().executeTakeFirst(),
    'interception',
  );

/** What it is about; refused once retention took it. */
export const subjectOf = async (ctx: Ctx, { id, sealed }: Interception): Promise<InterceptionSubject> => {
  if (sealed === null)
    return refuse('wrong-state', 'Its time of keeping is over.', 'Times, signatures and hashes are what remains.');
  return interceptionSubject.parse(await unseal(ctx.dataFolder, ctx.carrier.id, id, sealed));
};
