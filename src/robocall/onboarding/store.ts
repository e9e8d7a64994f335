import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import type {
  onboardingCallRow,
  onboardingCaseRow,
  onboardingCheckRow,
  onboardingDecisionRow,
  onboardingFieldRow,
  onboardingFlagAnswerRow,
  onboardingMatchRow,
  onboardingQuestionnaireRow,
  onboardingScreeningRow,
  onboardingSubmissionRow,
} from './record.ts';

export type OnboardingCase = z.output<typeof onboardingCaseRow>;
export type Field = z.output<typeof onboardingFieldRow>;
export type Check = z.output<typeof onboardingCheckRow>;
export type Answers = z.output<typeof onboardingQuestionnaireRow>;
export type FlagAnswer = z.output<typeof onboardingFlagAnswerRow>;
export type Call = z.output<typeof onboardingCallRow>;
export type Screening = z.output<typeof onboardingScreeningRow>;
export type Match = z.output<typeof onboardingMatchRow>;
export type Submission = z.output<typeof onboardingSubmissionRow>;
export type Decision = z.output<typeof onboardingDecisionRow>;

/** The case, locked until the transaction ends: what is added to it and what is decided about it go one after the other. */
export const lockedCase = async (ctx: Ctx, caseId: string): Promise<OnboardingCase> =>
  found(
    await ctx.tx.selectFrom('onboardingCase').selectAll().where('id', '=', caseId).forUpdate().executeTakeFirst(),
    'onboarding case',
  );

export const caseOf = async (ctx: Ctx, caseId: string): Promise<OnboardingCase> =>
  found(
    await ctx.tx.selectFrom('onboardingCase').selectAll().where('id', '=', caseId).executeTakeFirst(),
    'onboarding case',
  );

/** What retention took the answers of: the version and its date stay. */
export const isPurged = sql<boolean>`answers = '{}'::jsonb`;

/** The versions of the questionnaire of a case whose answers are still kept, the first first. */
export const versionsKept = (ctx: Ctx, caseId: string): Promise<Answers[]> =>
  ctx.tx
    .selectFrom('onboardingQuestionnaire')
    .selectAll()
    .where('caseId', '=', caseId)
    .where(({ not }) => not(isPurged))
    .orderBy('version')
    .execute();

/** The latest of them. */
export const answersOf = async (ctx: Ctx, caseId: string): Promise<Answers | null> =>
  (await versionsKept(ctx, caseId)).at(-1) ?? null;

/** The fields of a case as claimed last, by name. */
export const fieldsOf = async (ctx: Ctx, caseId: string): Promise<Field[]> =>
  ctx.tx
    .selectFrom('onboardingField')
    .selectAll()
    .distinctOn('name')
    .where('caseId', '=', caseId)
    .orderBy('name')
    .orderBy('enteredAt', 'desc')
    .orderBy('id', 'desc')
    .execute();

/** The last screening of a case against each list. */
export const screeningsOf = (ctx: Ctx, caseId: string): Promise<Screening[]> =>
  ctx.tx
    .selectFrom('onboardingScreening')
    .selectAll()
    .distinctOn('list')
    .where('caseId', '=', caseId)
    .orderBy('list')
    .orderBy('screenedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
