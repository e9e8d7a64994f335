import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';

/** The accepted agreement of a party that is in force at an instant (epoch ms), or null. */
export const agreementInForce = async (
  ctx: Ctx,
  partyId: string,
  at: number,
): Promise<{ readonly id: string; readonly kind: 'confidentiality' | 'agency' } | null> => {
  const day = dateAt(ctx, at);
  const row = await ctx.tx
    .selectFrom('agreement')
    .innerJoin('thirdParty', 'thirdParty.id', 'agreement.partyId')
    .select(['agreement.id', 'agreement.kind'])
    .where('agreement.partyId', '=', partyId)
    .where('acceptedAt', 'is not', null)
    .where('agreement.fromDay', '<=', day)
    .where((eb) => eb.or([eb('agreement.untilDay', 'is', null), eb('agreement.untilDay', '>=', day)]))
    .where('thirdParty.fromDay', '<=', day)
    .where((eb) => eb.or([eb('thirdParty.untilDay', 'is', null), eb('thirdParty.untilDay', '>=', day)]))
    .orderBy('agreement.fromDay', 'desc')
    .executeTakeFirst();
  return row ?? null;
};
