import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, sha256Hex, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { mayReadAccounts } from '../accounts/roles.ts';
import { type Dossier, dossierOf } from './dossier.ts';
import { fieldName } from './fields.ts';
import { flagCode } from './flags.ts';
import { card, cardOf } from './list.ts';
import { differences, questionnaire } from './questionnaire.ts';
import {
  onboardingCheckRow,
  onboardingDecisionRow,
  onboardingDocumentRow,
  onboardingFlagAnswerRow,
  onboardingMatchRow,
  onboardingScreeningRow,
  riskTier,
  screenedList,
} from './record.ts';
import { progressOf } from './stage.ts';
import { type Check, caseOf, versionsKept } from './store.ts';
import { weigh } from './weigh.ts';

const shownCheck = z.strictObject({
  ...onboardingCheckRow.pick({ source: true, result: true, note: true }).shape,
  checker: z.string(),
  checked: when,
  validUntil: when.nullable(),
});

const shownCase = z.strictObject({
  ...card.shape,
  /** everything without which it cannot be approved, each with the step that mends it */
  missing: z.array(z.strictObject({ what: z.string(), fix: z.string() })),
  stops: z.array(z.string()),
  points: z.int(),
  wouldBe: riskTier,
  fields: z.array(z.strictObject({ name: fieldName, claimed: z.string(), entered: when, checks: z.array(shownCheck) })),
  questionnaires: z.array(
    z.strictObject({
      version: z.int(),
      enteredBy: z.string(),
      entered: when,
      answers: questionnaire,
      changed: z.array(z.strictObject({ question: z.string(), before: z.string().nullable(), after: z.string() })),
    }),
  ),
  flags: z.array(
    z.strictObject({
      flag: flagCode,
      points: z.int(),
      why: z.string(),
      verdict: onboardingFlagAnswerRow.shape.verdict.nullable(),
      answer: z.string().nullable(),
      answerer: z.string().nullable(),
    }),
  ),
  screenings: z.array(
    z.strictObject({
      list: screenedList,
      ...onboardingScreeningRow.pick({ answer: true, why: true }).shape,
      coversOn: date.nullable(),
      screened: when,
    }),
  ),
  matches: z.array(
    z.strictObject(
      onboardingMatchRow.pick({
        id: true,
        entryKey: true,
        listedName: true,
        likeness: true,
        verdict: true,
        reason: true,
      }).shape,
    ),
  ),
  call: z.strictObject({ called: when, spokeWith: z.string(), notes: z.string(), caller: z.string() }).nullable(),
  acceptance: z
    .strictObject({ versionId: id, signer: z.string(), title: z.string(), place: z.string(), accepted: when })
    .nullable(),
  documents: z.array(
    z.strictObject({
      ...onboardingDocumentRow.pick({ id: true, kind: true, mediaType: true, size: true }).shape,
      hash: sha256Hex,
      added: when,
    }),
  ),
  decisions: z.array(
    z.strictObject({
      ...onboardingDecisionRow.pick({ id: true, outcome: true, tier: true, points: true, reason: true }).shape,
      decider: z.string(),
      decided: when,
      validUntil: when.nullable(),
    }),
  ),
});

const checkOf = (ctx: Ctx, { source, result, note, checkerName, checkedAt, validUntil }: Check) => ({
  source,
  result,
  note,
  checker: checkerName,
  checked: told(ctx, checkedAt),
  validUntil: toldOrNull(ctx, validUntil),
});

const versionsOf = async (ctx: Ctx, caseId: string) => {
  const rows = await versionsKept(ctx, caseId);
  return rows
    .map(({ version, enteredBy, enteredAt, answers }, n) => ({
      version,
      enteredBy,
      entered: told(ctx, enteredAt),
      answers,
      changed: differences(rows[n - 1]?.answers ?? null, answers),
    }))
    .reverse();
};

const documentsOf = async (ctx: Ctx, caseId: string) => {
  const rows = await ctx.tx
    .selectFrom('onboardingDocument')
    .select(['id', 'kind', 'mediaType', 'size', 'hash', 'addedAt'])
    .where('caseId', '=', caseId)
    .orderBy('id')
    .execute();
  return rows.map(({ addedAt, ...row }) => ({ ...row, added: told(ctx, addedAt) }));
};

const decisionsOf = async (ctx: Ctx, caseId: string) => {
  const rows = await ctx.tx
    .selectFrom('onboardingDecision')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('decidedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ id: decisionId, outcome, tier, points, reason, deciderName, decidedAt, validUntil }) => ({
    id: decisionId,
    outcome,
    tier,
    points,
    reason,
    decider: deciderName,
    decided: told(ctx, decidedAt),
    validUntil: toldOrNull(ctx, validUntil),
  }));
};

const partsOf = (ctx: Ctx, { fields, checks, flags, screenings, matches, call, acceptance }: Dossier) => ({
  fields: fields.map(({ id: fieldId, name, claimed, enteredAt }) => ({
    name,
    claimed,
    entered: told(ctx, enteredAt),
    checks: checks.filter((one) => one.fieldId === fieldId).map((one) => checkOf(ctx, one)),
  })),
  flags: flags.map(({ flag, points, why, answered }) => ({
    flag,
    points,
    why,
    verdict: answered?.verdict ?? null,
    answer: answered?.answer ?? null,
    answerer: answered?.answererName ?? null,
  })),
  screenings: screenings.map(({ list, answer, why, coversOn, screenedAt }) => ({
    list,
    answer,
    why,
    coversOn,
    screened: told(ctx, screenedAt),
  })),
  matches: matches.map(({ id: matchId, entryKey, listedName, likeness, verdict, reason }) => ({
    id: matchId,
    entryKey,
    listedName,
    likeness,
    verdict,
    reason,
  })),
  call:
    call === null
      ? null
      : { called: told(ctx, call.calledAt), spokeWith: call.spokeWith, notes: call.notes, caller: call.callerName },
  acceptance:
    acceptance === null
      ? null
      : {
          versionId: acceptance.versionId,
          signer: acceptance.signer,
          title: acceptance.title,
          place: acceptance.place,
          accepted: told(ctx, acceptance.acceptedAt),
        },
});

export const showCase = operation({
  http: 'GET /v1/onboarding/{caseId}',
  says: 'A case whole: claims with their checks, questionnaire versions, red flags, screenings, the call, the acceptance, the decisions, and everything that is missing and why',
  law: ['47 CFR 64.1200(n)(4)'],
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({ caseId: id }),
  gives: shownCase,
  async run(ctx: Ctx, { caseId }) {
    const dossier = await dossierOf(ctx, await caseOf(ctx, caseId));
    const [progress] = await progressOf(ctx, { after: null, only: caseId });
    if (progress === undefined) throw new Error(`case ${caseId} has no progress`);
    const { missing, stops, points, tier } = weigh(dossier);
    return {
      ...cardOf(ctx, progress),
      missing: [...missing],
      stops: [...stops],
      points,
      wouldBe: tier,
      ...partsOf(ctx, dossier),
      questionnaires: await versionsOf(ctx, caseId),
      documents: await documentsOf(ctx, caseId),
      decisions: await decisionsOf(ctx, caseId),
    };
  },
});
