import { setLimits } from '../src/robocall/accounts/limits.ts';
import { openAccount } from '../src/robocall/accounts/open.ts';
import type { Limits } from '../src/robocall/accounts/record.ts';
import type { Staff, TestCarrier } from './house.ts';

export type Approved = {
  readonly tier: 'standard' | 'elevated' | 'high';
  /** days for which the approval holds */
  readonly days: number;
};

/** A case with its decision as rows, without the review that leads to it. Returns the case's id. */
export const approvedCase = (carrier: TestCarrier, { tier, days }: Approved): Promise<string> =>
  carrier.look(async (ctx) => {
    const caseId = ctx.id();
    // whoever stands on the staff: above the line two of them
    const persons = await ctx.tx.selectFrom('membership').select('personId').distinct().limit(2).execute();
    const [one = { personId: ctx.id() }, two = one] = persons;
    await ctx.tx
      .insertInto('onboardingCase')
      .values({ id: caseId, applicant: 'Harvest Dental Group', openedAt: ctx.at })
      .execute();
    await ctx.tx
      .insertInto('onboardingDecision')
      .values({
        id: ctx.id(),
        caseId,
        outcome: 'approved',
        tier,
        points: 0,
        reason: 'set up for a test',
        preparedBy: one.personId,
        decidedBy: two.personId,
        deciderName: 'Olga Reyes',
        decidedAt: ctx.at,
        validUntil: ctx.at + days * 86_400_000,
      })
      .execute();
    return caseId;
  });

/** An open account of a standard customer, with the limits given. `who` needs the role onboarding or network. */
export const openedAccount = async (
  carrier: TestCarrier,
  who: Staff,
  name: string,
  limits: Limits,
): Promise<{ readonly accountId: string; readonly caseId: string }> => {
  const caseId = await approvedCase(carrier, { tier: 'standard', days: 365 });
  const { id: accountId } = await carrier.run(who, openAccount, { caseId, name });
  await carrier.run(who, setLimits, { accountId, limits, reason: 'set up for a test' });
  return { accountId, caseId };
};

/** An open account with limits of 5 a second, 10 at once and 100 sessions, which asks to be refused while the gate is blind. Its id. */
export const accountOf = async (
  carrier: TestCarrier,
  facts: { readonly name: string; readonly callerIdPolicy: 'own-only' | 'signed-b' },
): Promise<string> => {
  const caseId = await approvedCase(carrier, { tier: 'standard', days: 366 });
  const limits: Limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };
  const { id } = await carrier.look((ctx) =>
    openAccount.run(ctx, { caseId, ...facts, customerId: null, limits, whenBlind: 'refuse', spc: null }),
  );
  return id;
};

/** A right of an account to one number from now on, as a row. */
export const rightTo = (carrier: TestCarrier, accountId: string, number: number, verified: boolean): Promise<void> =>
  carrier.look(async (ctx) => {
    const mark = verified ? { verifiedBy: 'Olga Reyes', verifiedAt: ctx.at } : { verifiedBy: null, verifiedAt: null };
    await ctx.tx
      .insertInto('numberRight')
      .values({
        id: ctx.id(),
        accountId,
        firstNumber: number,
        lastNumber: number,
        basis: 'assigned',
        evidence: 'inventory',
        ...mark,
        fromAt: ctx.at,
        untilAt: null,
        endedWhy: null,
        recordedAt: ctx.at,
      })
      .execute();
  });
