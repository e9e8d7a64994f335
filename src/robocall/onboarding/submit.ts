import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { dossierOf } from './dossier.ts';
import { onboardingSubmissionRow, riskTier } from './record.ts';
import { lockedCase } from './store.ts';
import { weigh } from './weigh.ts';

const missing = z.strictObject({ what: z.string(), fix: z.string() });

export const submitCase = operation({
  http: 'POST /v1/onboarding/{caseId}:submit',
  says: 'Put a case up for decision with what you recommend; above the risk line another person decides',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding', 'compliance'],
  by: 'person',
  takes: z.strictObject({ caseId: id, recommends: onboardingSubmissionRow.shape.recommends }),
  gives: z.strictObject({ id, points: z.int(), tier: riskTier, missing: z.array(missing) }),
  async run(ctx: Ctx, { caseId, recommends }) {
    const dossier = await dossierOf(ctx, await lockedCase(ctx, caseId));
    if (dossier.answers === null)
      refuse('wrong-state', 'The case has no questionnaire to weigh.', 'Enter the questionnaire first.');
    const { points, tier, missing: waits } = weigh(dossier);
    const { id: submittedBy, name: submitterName } = personOf(ctx);
    const submissionId = ctx.id();
    await ctx.tx
      .insertInto('onboardingSubmission')
      .values({ id: submissionId, caseId, recommends, submittedBy, submitterName, submittedAt: ctx.at })
      .execute();
    await record(ctx, {
      kind: 'onboarding.submitted',
      subject: `onboarding:${caseId}`,
      happenedAt: ctx.at,
      facts: { submission: submissionId, recommends, points, tier, missing: waits.length },
    });
    return { id: submissionId, points, tier, missing: [...waits] };
  },
});
