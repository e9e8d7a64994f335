import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';

const approvalsIn = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('onboardingDecision as decision')
    .leftJoin('onboardingBasis as basis', 'basis.decisionId', 'decision.id')
    .leftJoin('onboardingQuestionnaire as asked', 'asked.id', 'basis.questionnaireId')
    .select(['decision.id', 'basis.callId', 'basis.acceptanceId', 'asked.answers', 'decision.caseId'])
    .where('decision.outcome', '=', 'approved')
    .where('decision.decidedAt', '>=', from)
    .where('decision.decidedAt', '<', until)
    .orderBy('decision.id')
    .execute();

type Approval = Awaited<ReturnType<typeof approvalsIn>>[number];

const judged = (approvals: readonly Approval[], broken: readonly Approval[], kept: string, not: string): Finding => {
  const counts = { approvals: approvals.length, broken: broken.length };
  if (approvals.length === 0)
    return { status: 'untested', because: 'nobody was approved in this time', counts, samples: [] };
  return broken.length > 0
    ? {
        status: 'not kept',
        because: `${broken.length} of ${approvals.length} ${not}`,
        counts,
        samples: samplesOf('onboarding-decision', broken),
      }
    : { status: 'kept', because: kept, counts, samples: samplesOf('onboarding-decision', approvals) };
};

/** Accounts that were open in a period at a time when the approval of their case had ended. */
const overdueIn = async (ctx: Ctx, { from, until }: Period): Promise<readonly { readonly id: string }[]> => {
  const accounts = await ctx.tx
    .selectFrom('voiceAccount')
    .select(['id', 'caseId', 'openedAt', 'endedAt'])
    .where('openedAt', '<', until)
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', from)]))
    .execute();
  const decisions = await ctx.tx
    .selectFrom('onboardingDecision')
    .select(['caseId', 'outcome', 'decidedAt', 'validUntil'])
    .where('decidedAt', '<', until)
    .orderBy('decidedAt')
    .orderBy('id')
    .execute();
  const now = Math.min(until, ctx.at);
  return accounts.filter(({ caseId, openedAt, endedAt }) => {
    const own = decisions.filter((one) => one.caseId === caseId);
    const [begin, end] = [Math.max(from, openedAt), Math.min(now, endedAt ?? now)];
    return own.some(({ outcome, validUntil }, n) => {
      if (outcome === 'refused' || validUntil === null) return false;
      const next = own[n + 1]?.decidedAt ?? Number.POSITIVE_INFINITY;
      // the gap between the end of this approval and the next decision lies in the time asked for
      return Math.max(validUntil, begin) < Math.min(next, end);
    });
  });
};

/** The controls of onboarding: R7 to R13 of a mitigation plan. */
export const onboardingControls: readonly Control[] = [
  {
    id: 'onboarding',
    says: 'Every customer was approved after identity checks, a questionnaire and a call by a person, and is reviewed in time',
    law: '47 CFR 64.1200(n)(4)',
    async check(ctx, period) {
      const overdue = await overdueIn(ctx, period);
      if (overdue.length > 0)
        return {
          status: 'not kept',
          because: `${overdue.length} accounts were served after the approval of their customer had ended`,
          counts: { overdue: overdue.length },
          samples: samplesOf('voice-account', overdue),
        };
      const approvals = await approvalsIn(ctx, period);
      const broken = approvals.filter(({ callId }) => callId === null);
      return judged(approvals, broken, 'each rests on checks, answers and a recorded call', 'rest on no recorded call');
    },
  },
  {
    id: 'acceptable-use',
    says: 'Every customer accepted the acceptable use policy by its version before he was approved',
    law: '47 CFR 64.6305(a)(2)',
    async check(ctx, period) {
      const approvals = await approvalsIn(ctx, period);
      const broken = approvals.filter(({ acceptanceId }) => acceptanceId === null);
      return judged(approvals, broken, 'each names the version that was accepted', 'name no accepted version');
    },
  },
  {
    id: 'carrier-checks',
    says: 'Customers with customers of their own were looked up in the Robocall Mitigation Database and among the Form 499 filers; where there are none, the questionnaires say so',
    law: '47 CFR 64.6305(d)(2)(ii)',
    async check(ctx, period) {
      const approvals = await approvalsIn(ctx, period);
      const carriers = approvals.filter(({ answers }) => answers?.carrier === 'yes');
      const unasked = approvals.filter(({ answers }) => answers === null);
      const screened = await ctx.tx
        .selectFrom('onboardingScreening')
        .select(['caseId', 'list'])
        .where('answer', '!=', 'not-checked')
        .where('list', 'in', ['robocall-database', 'form-499'])
        .execute();
      const lists = (caseId: string) =>
        new Set(screened.filter((one) => one.caseId === caseId).map(({ list }) => list));
      const broken = [...unasked, ...carriers.filter(({ caseId }) => lists(caseId).size < 2)];
      const kept = carriers.length === 0 ? 'no provider was taken on' : `${carriers.length} providers were looked up`;
      return judged(approvals, broken, kept, 'were not looked up');
    },
  },
];
