import { easternDay } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { type Attestation, attestationFor, type CallingCustomer } from '../../law/questions/attestation-for.ts';
import type { Held } from './look-up.ts';
import { isTollFree } from './normalise.ts';

/** The account's own right to a number, of now or of another time. */
export type OwnRight = Omit<Held, 'account'>;

/** How an account stands now, as the law asks it: vetted by the last decision about its case, in service unless held or ended. */
export const standingOf = async (
  ctx: Ctx,
  account: { readonly id: string; readonly caseId: string; readonly endedAt: number | null },
): Promise<CallingCustomer> => {
  const decision = await ctx.tx
    .selectFrom('onboardingDecision')
    .select(['outcome', 'decidedAt', 'validUntil'])
    .where('caseId', '=', account.caseId)
    .where('decidedAt', '<=', ctx.at)
    .orderBy('decidedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const hold = await ctx.tx
    .selectFrom('accountHold')
    .select('id')
    .where('accountId', '=', account.id)
    .where('fromAt', '<=', ctx.at)
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', ctx.at)]))
    .limit(1)
    .executeTakeFirst();
  const ended = account.endedAt !== null && account.endedAt <= ctx.at;
  return {
    service: ended ? 'ended' : hold === undefined ? 'active' : 'suspended',
    account: 'authenticated',
    vetting: decision?.outcome === 'approved' ? 'approved' : 'not-approved',
    vettedFrom: decision?.decidedAt ?? ctx.at,
    vettedUntil: decision?.validUntil ?? null,
  };
};

const rightOf = ({ basis, verifiedBy, fromAt, untilAt }: OwnRight) => ({
  basis,
  evidence: verifiedBy === null ? ('unverified' as const) : ('verified' as const),
  from: fromAt,
  until: untilAt,
  holder: 'customer' as const,
});

/**
 * At which level a call of the account's own, over its proven connection, would be signed now with this number, were our token and
 * certificate valid: what the numbers of an account are worth, without a call.
 */
export const attestedWith = (
  ctx: Ctx,
  customer: CallingCustomer,
  number: number,
  right: OwnRight | null,
): Attestation =>
  attestationFor({
    at: ctx.at,
    day: easternDay(ctx.at),
    role: 'originating',
    exchange: 'sip',
    received: 'unsigned',
    forwarded: 'no',
    presentation: 'shown',
    customer,
    number: {
      kind: isTollFree({ firstNumber: number, lastNumber: number }) ? 'toll-free' : 'geographic',
      caller: 'customer',
      right: right === null ? null : rightOf(right),
    },
    signer: { by: 'us', credentials: { token: 'valid', certificate: 'valid' } },
  });
