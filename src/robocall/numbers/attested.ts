import type { z } from 'zod';
import { easternDay } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { type Attestation, attestationFor, type CallingCustomer } from '../../law/questions/attestation-for.ts';
import { decisionAt } from '../accounts/approval.ts';
import type { voiceAccountRow } from '../accounts/record.ts';
import { viewOf } from '../accounts/shown.ts';
import type { Held } from './look-up.ts';
import { isTollFree } from './normalise.ts';

/** The account's own right to a number, of now or of another time. */
export type OwnRight = Omit<Held, 'account'>;

/** An account as the law asks of it, were a call to come over its proven connection now; and whether its calls are carried at all. */
export const callerOf = async (
  ctx: Ctx,
  account: z.output<typeof voiceAccountRow>,
): Promise<{ readonly customer: CallingCustomer; readonly carried: boolean }> => {
  const { carries } = await viewOf(ctx, account, ctx.at);
  const decision = await decisionAt(ctx, account.caseId, ctx.at);
  const customer: CallingCustomer = {
    service: carries ? 'active' : 'suspended',
    account: 'authenticated',
    vetting: decision?.outcome === 'approved' ? 'approved' : 'not-approved',
    vettedFrom: decision?.decidedAt ?? ctx.at,
    vettedUntil: decision?.validUntil ?? null,
  };
  return { customer, carried: carries };
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
