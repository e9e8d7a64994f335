import type { z } from 'zod';
import { dateAt, dayNumber, monthsAfter } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import type { acceptableUseAcceptanceRow, acceptableUseVersionRow } from '../acceptable-use/record.ts';
import { decisionAt } from '../accounts/approval.ts';
import type { FieldName } from './fields.ts';
import { flagsOf, type Raised } from './flags.ts';
import {
  type Answers,
  answersOf,
  type Call,
  type Check,
  type Decision,
  type Field,
  type FlagAnswer,
  fieldsOf,
  type Match,
  type OnboardingCase,
  type Screening,
  type Submission,
  screeningsOf,
} from './store.ts';

/** Everything that a decision about a case rests on, as it stands now. */
export type Dossier = {
  readonly case: OnboardingCase;
  readonly fields: readonly Field[];
  readonly checks: readonly Check[];
  readonly answers: Answers | null;
  readonly flags: readonly (Raised & { readonly answered: FlagAnswer | null })[];
  readonly call: Call | null;
  readonly screenings: readonly Screening[];
  readonly matches: readonly Match[];
  readonly acceptance: z.output<typeof acceptableUseAcceptanceRow> | null;
  readonly policy: Pick<z.output<typeof acceptableUseVersionRow>, 'id' | 'version'> | null;
  readonly submission: Submission | null;
  readonly decision: Decision | null;
  readonly documents: number;
  readonly at: number;
};

/** The claims as values. */
export const claimsOf = (fields: readonly Field[]): ReadonlyMap<FieldName, string> =>
  new Map(fields.map(({ name, claimed }) => [name, claimed]));

const raisedIn = (
  ctx: Ctx,
  fields: readonly Field[],
  answers: Answers | null,
  screenings: readonly Screening[],
): readonly Raised[] => {
  if (answers === null) return [];
  const today = dateAt(ctx, ctx.at);
  return flagsOf({
    fields: claimsOf(fields),
    answers: answers.answers,
    robocallDatabase: screenings.find(({ list }) => list === 'robocall-database')?.answer ?? 'not-checked',
    halfYearAgo: monthsAfter(today, -6),
    ninetyDaysAgo: dateOfDay(dayNumber(today) - 90),
  });
};

const lastOf = async (ctx: Ctx, caseId: string) => {
  const call = await ctx.tx
    .selectFrom('onboardingCall')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('calledAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const acceptance = await ctx.tx
    .selectFrom('acceptableUseAcceptance')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('acceptedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const policy = await ctx.tx
    .selectFrom('acceptableUseVersion')
    .select(['id', 'version'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const submission = await ctx.tx
    .selectFrom('onboardingSubmission')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('submittedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    call: call ?? null,
    acceptance: acceptance ?? null,
    policy: policy ?? null,
    submission: submission ?? null,
  };
};

/** Reads a case whole. */
export const dossierOf = async (ctx: Ctx, row: OnboardingCase): Promise<Dossier> => {
  const fields = await fieldsOf(ctx, row.id);
  const answers = await answersOf(ctx, row.id);
  const screenings = await screeningsOf(ctx, row.id);
  const checks = await ctx.tx
    .selectFrom('onboardingCheck')
    .selectAll()
    .where('caseId', '=', row.id)
    .orderBy('checkedAt')
    .orderBy('id')
    .execute();
  const answered = await ctx.tx
    .selectFrom('onboardingFlagAnswer')
    .selectAll()
    .where('caseId', '=', row.id)
    .orderBy('answeredAt')
    .orderBy('id')
    .execute();
  const matches = await ctx.tx
    .selectFrom('onboardingMatch')
    .selectAll()
    .where('caseId', '=', row.id)
    .orderBy('likeness', 'desc')
    .orderBy('id')
    .execute();
  const { count } = await ctx.tx
    .selectFrom('onboardingDocument')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('caseId', '=', row.id)
    .executeTakeFirstOrThrow();
  const last = new Set(screenings.map(({ id }) => id));
  return {
    case: row,
    fields,
    checks,
    answers,
    flags: raisedIn(ctx, fields, answers, screenings).map((raised) => ({
      ...raised,
      answered: answered.findLast(({ flag, grounds }) => flag === raised.flag && grounds === raised.grounds) ?? null,
    })),
    screenings,
    matches: matches.filter(({ screeningId }) => last.has(screeningId)),
    ...(await lastOf(ctx, row.id)),
    decision: await decisionAt(ctx, row.id, ctx.at),
    documents: count,
    at: ctx.at,
  };
};
