import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { found } from '../../kernel/problem.ts';
import { claimsNow } from '../accounts/claims-now.ts';
import type { FieldName } from '../onboarding/fields.ts';

const claims = {
  name: 'legal-name',
  otherNames: 'other-names',
  address: 'street-address',
  country: 'country',
  contact: 'contact-name',
  phone: 'contact-phone',
  email: 'contact-email',
  website: 'website',
} as const satisfies Readonly<Record<string, FieldName>>;

const text = z.string().nullable();

/** Who the customer behind a call is, as an answer names him; null where his case says nothing of it. */
export const customerNamed = z.strictObject({
  name: z.string(),
  otherNames: text,
  address: text,
  country: text,
  contact: text,
  phone: text,
  email: text,
  website: text,
  since: when,
  /** how he was vetted, in words */
  vetted: z.string(),
});

/** The customer of an account: what his onboarding case claims last, how it was decided, and since when he is served. */
export const customerOf = async (ctx: Ctx, accountId: string): Promise<z.output<typeof customerNamed>> => {
  const account = found(
    await ctx.tx
      .selectFrom('voiceAccount')
      .select(['name', 'caseId', 'openedAt'])
      .where('id', '=', accountId)
      .executeTakeFirst(),
    'voice account',
  );
  const claimed = await claimsNow(ctx, account.caseId);
  const of = (field: keyof typeof claims): string | null => claimed.get(claims[field]) ?? null;
  const decision = await ctx.tx
    .selectFrom('onboardingDecision')
    .select(['tier', 'decidedAt', 'deciderName'])
    .where('caseId', '=', account.caseId)
    .where('outcome', '=', 'approved')
    .orderBy('decidedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    name: of('name') ?? account.name,
    ...{ otherNames: of('otherNames'), address: of('address'), country: of('country'), contact: of('contact') },
    ...{ phone: of('phone'), email: of('email'), website: of('website') },
    since: told(ctx, account.openedAt),
    vetted:
      decision === undefined
        ? 'no approval stands'
        : `approved at ${decision.tier} risk on ${told(ctx, decision.decidedAt).slice(0, 10)} by ${decision.deciderName}`,
  };
};
