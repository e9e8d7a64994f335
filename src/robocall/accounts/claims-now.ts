import type { Ctx } from '../../db/context.ts';
import type { FieldName } from '../onboarding/fields.ts';

/** What a case claims last, by the name of the field; what retention took is not there. */
export const claimsNow = async (ctx: Ctx, caseId: string): Promise<ReadonlyMap<FieldName, string>> => {
  const rows = await ctx.tx
    .selectFrom('onboardingField')
    .select(['name', 'claimed'])
    .distinctOn('name')
    .where('caseId', '=', caseId)
    .orderBy('name')
    .orderBy('enteredAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.filter(({ claimed }) => claimed !== '(purged)').map(({ name, claimed }) => [name, claimed]));
};
