import { z } from 'zod';
import { asJson, type Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { differences, questionnaire } from './questionnaire.ts';
import { answersOf, lockedCase } from './store.ts';

const difference = z.strictObject({ question: z.string(), before: z.string().nullable(), after: z.string() });

export const answerQuestionnaire = operation({
  http: 'PUT /v1/onboarding/{caseId}/questionnaire',
  says: 'Enter what an applicant means to do with the service, as a new version with its difference from the one before',
  law: ['47 CFR 64.1200(n)(4)', '47 CFR 64.6305(d)(2)(ii)'],
  may: ['onboarding'],
  by: 'anyone',
  takes: z.strictObject({ caseId: id, answers: questionnaire }),
  gives: z.strictObject({ id, version: z.int(), changed: z.array(difference) }),
  async run(ctx: Ctx, { caseId, answers }) {
    await lockedCase(ctx, caseId);
    const before = await answersOf(ctx, caseId);
    const last = await ctx.tx
      .selectFrom('onboardingQuestionnaire')
      .select(({ fn }) => fn.max('version').as('version'))
      .where('caseId', '=', caseId)
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    const versionId = ctx.id();
    await ctx.tx
      .insertInto('onboardingQuestionnaire')
      .values({
        id: versionId,
        caseId,
        version,
        answers: asJson(answers),
        enteredBy: ctx.actor.name,
        enteredAt: ctx.at,
      })
      .execute();
    const changed = differences(before?.answers ?? null, answers);
    await record(ctx, {
      kind: 'onboarding.answered',
      subject: `onboarding:${caseId}`,
      happenedAt: ctx.at,
      facts: { questionnaire: versionId, version, changed: changed.map(({ question }) => question) },
    });
    return { id: versionId, version, changed };
  },
});
