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
