import { z } from 'zod';
import { bytes, date, id, instant, sha256Hex } from '../../kernel/columns.ts';
import { fieldName } from './fields.ts';
import { flagCode } from './flags.ts';
import { questionnaire } from './questionnaire.ts';

export const onboardingCaseRow = z.object({
  carrierId: id,
  id,
  applicant: z.string().trim().min(1),
  openedAt: instant,
});

export const riskTier = z.enum(['standard', 'elevated', 'high']);

/** Approved for a while, or refused: re-verification is the next decision of the same case. */
export const onboardingDecisionRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  outcome: z.enum(['approved', 'refused']),
  tier: riskTier,
  points: z.int().min(0),
  reason: z.string().trim().min(1),
  preparedBy: id,
  decidedBy: id,
  deciderName: z.string(),
  decidedAt: instant,
  validUntil: instant.nullable(),
});

/** An identity field as claimed; another claim is another row. */
export const onboardingFieldRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  name: fieldName,
  claimed: z.string().trim().min(1).max(500),
  enteredBy: z.string(),
  enteredAt: instant,
});

/** A look at one claim, at one source. */
export const onboardingCheckRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  fieldId: id,
  source: z.string().trim().min(1).max(300),
  result: z.enum(['confirmed', 'contradicted', 'unclear']),
  note: z.string().trim().max(2000),
  validUntil: instant.nullable(),
  checkedBy: id,
  checkerName: z.string(),
  checkedAt: instant,
});

export const onboardingQuestionnaireRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  version: z.int().min(1),
  answers: questionnaire,
  enteredBy: z.string(),
  enteredAt: instant,
});

export const onboardingDocumentRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  kind: z.enum(['registration', 'identity', 'address', 'agreement', 'consent', 'reference', 'other']),
  mediaType: z.enum(['application/pdf', 'image/png', 'image/jpeg', 'text/plain']),
  size: z.int(),
  hash: sha256Hex,
  content: bytes,
  addedBy: z.string(),
  addedAt: instant,
});

/** What a person said to one red flag, and what had raised it. */
export const onboardingFlagAnswerRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  flag: flagCode,
  grounds: z.string(),
  verdict: z.enum(['acceptable', 'mistaken', 'disqualifying']),
  answer: z.string().trim().min(1).max(2000),
  answeredBy: id,
  answererName: z.string(),
  answeredAt: instant,
});

/** The call that a person of ours made. */
export const onboardingCallRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  calledAt: instant,
  spokeWith: z.string().trim().min(1).max(200),
  notes: z.string().trim().min(1).max(4000),
  callerId: id,
  callerName: z.string(),
  recordedAt: instant,
});

export const onboardingSubmissionRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  recommends: z.enum(['approved', 'refused']),
  submittedBy: id,
  submitterName: z.string(),
  submittedAt: instant,
});

export const riskFactor = z.strictObject({ flag: flagCode, points: z.int().min(0), why: z.string() });

/** What a decision rested on, as it stood then. */
export const onboardingBasisRow = z.object({
  carrierId: id,
  decisionId: id,
  caseId: id,
  questionnaireId: id,
  callId: id.nullable(),
  acceptanceId: id.nullable(),
  factors: z.array(riskFactor),
  stops: z.array(z.string()),
});

/** A step of a lapse that the customer was told. */
export const onboardingNoticeRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  decisionId: id,
  step: z.union([z.literal(0), z.literal(7), z.literal(14)]),
  /** `dropped`: a later step or a decision overtook it. */
  state: z.enum(['wanted', 'trying', 'accepted', 'letter', 'dropped']),
  reference: z.string().nullable(),
  wantedAt: instant,
  endedAt: instant.nullable(),
});

export const screenedList = z.enum(['sanctions', 'robocall-database', 'form-499']);

export const onboardingScreeningRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  list: screenedList,
  answer: z.enum(['listed', 'absent', 'not-checked']),
  why: z.string().min(1),
  fileId: id.nullable(),
  coversOn: date.nullable(),
  searched: sha256Hex,
  screenedBy: z.string(),
  screenedAt: instant,
});

/** A name of a sanctions list like the applicant's; a person says whether it is he. */
export const onboardingMatchRow = z.object({
  carrierId: id,
  id,
  caseId: id,
  screeningId: id,
  entryKey: z.string(),
  listedName: z.string(),
  likeness: z.number(),
  verdict: z.enum(['same', 'other']).nullable(),
  reason: z.string().nullable(),
  decidedBy: id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: instant.nullable(),
});
