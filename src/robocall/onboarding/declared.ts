import type { Ctx } from '../../db/context.ts';
import type { Questionnaire } from './questionnaire.ts';
import { isPurged } from './store.ts';

/** What every applicant answered last, by case. A case is missing where nothing was answered or retention has taken the answers: what it declared is unknown. */
export const latestAnswers = async (ctx: Ctx): Promise<ReadonlyMap<string, Questionnaire>> => {
  const rows = await ctx.tx
    .selectFrom('onboardingQuestionnaire')
    .select(['caseId', 'answers'])
    .distinctOn('caseId')
    .where(({ not }) => not(isPurged))
    .orderBy('caseId')
    .orderBy('version', 'desc')
    .execute();
  return new Map(rows.map(({ caseId, answers }) => [caseId, answers]));
};
