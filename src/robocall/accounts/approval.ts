import type { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { found, Problem } from '../../kernel/problem.ts';
import type { onboardingDecisionRow } from '../onboarding/record.ts';

export type Decided = z.output<typeof onboardingDecisionRow>;

/** The latest decision about each case up to a moment: a re-verification is the next decision of the same case. */
export const decisionsAt = async (
  ctx: Ctx,
  caseIds: readonly string[],
  at: number,
): Promise<ReadonlyMap<string, Decided>> => {
  if (caseIds.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('onboardingDecision')
    .selectAll()
    .distinctOn('caseId')
    .where('caseId', 'in', [...caseIds])
    .where('decidedAt', '<=', at)
    .orderBy('caseId')
    .orderBy('decidedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.caseId, row]));
};

/** The same of one case, or null where nothing is decided. */
export const decisionAt = async (ctx: Ctx, caseId: string, at: number): Promise<Decided | null> =>
  (await decisionsAt(ctx, [caseId], at)).get(caseId) ?? null;

export type Approval = Decided & { readonly outcome: 'approved'; readonly validUntil: number };

const isApproval = (decided: Decided | null): decided is Approval =>
  decided !== null && decided.outcome === 'approved' && decided.validUntil !== null;

/**
 * The approval on which service may be given now. The case is locked until the transaction ends, so that no refusal passes by.
 * Refused without a decision, after a refusal and after the approval ended: 47 CFR 64.1200(n)(4).
 */
export const approvalInForce = async (ctx: Ctx, caseId: string): Promise<Approval> => {
  found(
    await ctx.tx.selectFrom('onboardingCase').select('id').where('id', '=', caseId).forUpdate().executeTakeFirst(),
    'onboarding case',
  );
  const decided = await decisionAt(ctx, caseId, ctx.at);
  if (isApproval(decided) && decided.validUntil > ctx.at) return decided;
  const detail = isApproval(decided)
    ? `The approval of this case ended on ${told(ctx, decided.validUntil)}.`
    : decided === null
      ? 'Nobody has decided about this case.'
      : 'This case was refused.';
  throw new Problem('wrong-state', {
    detail,
    fix: 'Review the case, put it up and have it decided (onboarding.decide).',
    cite: '47 CFR 64.1200(n)(4)',
  });
};
