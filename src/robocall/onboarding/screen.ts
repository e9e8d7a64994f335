import { z } from 'zod';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { claimsNow } from '../accounts/claims-now.ts';
import { latestFile, type PublicFile } from '../public-files/latest.ts';
import type { FieldName } from './fields.ts';
import { type Found, findFiler, findProvider, likeNames } from './look-up.ts';
import { onboardingScreeningRow, screenedList } from './record.ts';
import { answersOf, lockedCase } from './store.ts';
import { searchOf } from './weigh.ts';

type List = z.output<typeof screenedList>;

/** Days for which a file can be relied on: longer, and "absent" would say nothing about today. Our own measure. */
const goodFor: { readonly [list in List]: number } = { sanctions: 30, 'robocall-database': 7, 'form-499': 120 };

const filesOf: { readonly [list in List]: readonly PublicFile['kind'][] } = {
  sanctions: ['sanctions', 'sanctions-aliases'],
  'robocall-database': ['robocall-database'],
  'form-499': ['form-499'],
};

/** The files of a list, or why they cannot be relied on. */
export const usableFiles = async (ctx: Ctx, list: List): Promise<readonly PublicFile[] | string> => {
  const files: PublicFile[] = [];
  for (const kind of filesOf[list]) {
    const file = await latestFile(ctx, kind);
    if (file === null) return `no file of ${kind} was taken in`;
    const age = dayNumber(dateAt(ctx, ctx.at)) - dayNumber(file.coversOn);
    if (age > goodFor[list])
      return `the file of ${kind} tells of ${file.coversOn}, more than ${goodFor[list]} days ago`;
    files.push(file);
  }
  return files;
};

const finders: {
  readonly [list in List]: (
    ctx: Ctx,
    files: readonly PublicFile[],
    claims: ReadonlyMap<FieldName, string>,
  ) => Promise<Found>;
} = { sanctions: likeNames, 'robocall-database': findProvider, 'form-499': findFiler };

const screenOne = async (ctx: Ctx, caseId: string, list: List, claims: ReadonlyMap<FieldName, string>) => {
  const files = await usableFiles(ctx, list);
  const found: Found =
    typeof files === 'string'
      ? { answer: 'not-checked', why: files, matches: [] }
      : await finders[list](ctx, files, claims);
  const file = typeof files === 'string' ? undefined : files[0];
  const screeningId = ctx.id();
  const { answer, why } = found;
  // of several files the oldest day is the one that the answer tells of
  const days = typeof files === 'string' ? [] : files.map(({ coversOn }) => coversOn);
  const coversOn = days.toSorted()[0] ?? null;
  await ctx.tx
    .insertInto('onboardingScreening')
    .values({
      id: screeningId,
      caseId,
      list,
      answer,
      why,
      fileId: file?.id ?? null,
      coversOn,
      searched: searchOf(claims, list),
      screenedBy: ctx.actor.name,
      screenedAt: ctx.at,
    })
    .execute();
  const undecided = { verdict: null, reason: null, decidedBy: null, deciderName: null, decidedAt: null };
  const matches = found.matches.map((one) => ({ id: ctx.id(), caseId, screeningId, ...one, ...undecided }));
  if (matches.length > 0) await ctx.tx.insertInto('onboardingMatch').values(matches).execute();
  await record(ctx, {
    kind: 'onboarding.screened',
    subject: `onboarding:${caseId}`,
    happenedAt: ctx.at,
    facts: {
      screening: screeningId,
      list,
      answer,
      why,
      files: typeof files === 'string' ? [] : files.map(({ fileHash }) => fileHash),
      coversOn,
      matches: matches.length,
    },
  });
  return { id: screeningId, list, answer, why, coversOn, matches: matches.length };
};

const { answer, why } = onboardingScreeningRow.shape;

export const screenCase = operation({
  http: 'POST /v1/onboarding/{caseId}:screen',
  says: 'Look an applicant up in the sanctions list, and a carrier in the Robocall Mitigation Database and among the Form 499 filers: listed, verified absent, or could not check',
  law: ['47 CFR 64.1200(n)(4)', '47 CFR 64.1200(n)(5)', '47 CFR 64.6305(g)'],
  may: ['onboarding', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({ caseId: id }),
  gives: z.strictObject({
    items: z.array(
      z.strictObject({ id, list: screenedList, answer, why, coversOn: date.nullable(), matches: z.int() }),
    ),
  }),
  async run(ctx: Ctx, { caseId }) {
    await lockedCase(ctx, caseId);
    const claims = await claimsNow(ctx, caseId);
    if (!claims.has('legal-name'))
      refuse(
        'wrong-state',
        'Nobody has said what the applicant is called by law.',
        'Claim the field legal-name first.',
      );
    const carrier = (await answersOf(ctx, caseId))?.answers.carrier === 'yes';
    const lists: readonly List[] = carrier ? ['sanctions', 'robocall-database', 'form-499'] : ['sanctions'];
    const items: Awaited<ReturnType<typeof screenOne>>[] = [];
    for (const list of lists) items.push(await screenOne(ctx, caseId, list, claims));
    return { items };
  },
});
