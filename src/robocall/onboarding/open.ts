import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { onboardingCaseRow } from './record.ts';

export const openCase = operation({
  http: 'POST /v1/onboarding',
  says: 'Open the case of an applicant for service; nothing is carried for him before it is approved',
  law: ['47 CFR 64.1200(n)(4)'],
  may: ['onboarding'],
  by: 'anyone',
  takes: z.strictObject({ applicant: onboardingCaseRow.shape.applicant.max(200) }),
  gives: z.strictObject({ id, applicant: z.string(), opened: when }),
  async run(ctx: Ctx, { applicant }) {
    const caseId = ctx.id();
    await ctx.tx.insertInto('onboardingCase').values({ id: caseId, applicant, openedAt: ctx.at }).execute();
    // his name stands in the case alone
    await record(ctx, { kind: 'onboarding.opened', subject: `onboarding:${caseId}`, happenedAt: ctx.at, facts: {} });
    return { id: caseId, applicant, opened: told(ctx, ctx.at) };
  },
});
