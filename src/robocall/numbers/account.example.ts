import type { TestCarrier } from '../../../test/house.ts';

/** A vetted account of a test carrier, written as onboarding leaves it behind. */
export const accountOf = (
  carrier: TestCarrier,
  personId: string,
  facts: { readonly name: string; readonly callerIdPolicy: 'own-only' | 'signed-b' },
): Promise<string> =>
  carrier.look(async (ctx) => {
    const [caseId, approvalId, limitsId, accountId] = [ctx.id(), ctx.id(), ctx.id(), ctx.id()];
    await ctx.tx.insertInto('onboardingCase').values({ id: caseId, applicant: facts.name, openedAt: ctx.at }).execute();
    await ctx.tx
      .insertInto('onboardingDecision')
      .values({
        id: approvalId,
        caseId,
        outcome: 'approved',
        tier: 'standard',
        points: 0,
        reason: 'known for years',
        preparedBy: personId,
        decidedBy: personId,
        deciderName: 'Nora Field',
        decidedAt: ctx.at,
        validUntil: ctx.at + 366 * 86_400_000,
      })
      .execute();
    await ctx.tx
      .insertInto('accountLimits')
      .values({
        id: limitsId,
        accountId,
        callsPerSecond: 5,
        burst: 10,
        sessions: 100,
        leaseSeconds: null,
        reason: 'as declared',
        setBy: 'Nora Field',
        fromAt: ctx.at,
      })
      .execute();
    await ctx.tx
      .insertInto('voiceAccount')
      .values({
        id: accountId,
        ...facts,
        customerId: null,
        caseId,
        approvalId,
        approvalOutcome: 'approved',
        limitsId,
        whenBlind: 'refuse',
        spc: null,
        openedAt: ctx.at,
        endedAt: null,
      })
      .execute();
    return accountId;
  });
