import { z } from 'zod';
import { bytes, id, instant, sha256Hex, when } from '../../kernel/columns.ts';

export const requesterKinds = ['consortium', 'fcc', 'law-enforcement'] as const;

/** Somebody who may ask for a traceback, and how we made sure of it. */
export const tracebackRequesterRow = z.object({
  carrierId: id,
  id,
  name: z.string().trim().min(1).max(200),
  kind: z.enum(requesterKinds),
  how: z.string().trim().min(1).max(1000),
  verifiedBy: id,
  verifierName: z.string(),
  verifiedAt: instant,
  salt: z.string(),
});
export type TracebackRequester = z.output<typeof tracebackRequesterRow>;

/** What our part in a call was. */
export const callRole = z.enum(['originating', 'intermediate', 'gateway', 'not-ours']);

/** A request, from its arrival to its answer. */
export const tracebackRow = z.object({
  carrierId: id,
  id,
  via: z.enum(['form', 'mail']),
  receivedAt: instant,
  recordedAt: instant,
  original: z.string().min(1),
  parsed: z.record(z.string(), z.unknown()),
  state: z.enum(['arrived', 'confirmed', 'prepared', 'answered']),
  requesterId: id.nullable(),
  call: z.record(z.string(), z.unknown()).nullable(),
  confirmedBy: id.nullable(),
  confirmedAt: instant.nullable(),
  /** How whoever confirmed it made sure that it is the requester's; null where its mail proves that, or no mail brought it. */
  verifiedHow: z.string().nullable(),
  outcome: z.enum(['matched', 'absent']).nullable(),
  role: callRole.nullable(),
  upstream: z.string().nullable(),
  accountId: id.nullable(),
  sheet: z.record(z.string(), z.unknown()).nullable(),
  preparedBy: id.nullable(),
  preparedAt: instant.nullable(),
  approvedBy: id.nullable(),
  approvedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  answeredHow: z.enum(['portal', 'mail']).nullable(),
  answeredReference: z.string().nullable(),
  salt: z.string().nullable(),
  /** when the call was, as it was read or confirmed: call records near it stay until the request is answered */
  askedAt: instant.nullable(),
  disclosureId: id.nullable(),
  /** when somebody took it, and nobody else is called */
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: id.nullable(),
});

/** A call of an answer as it was on record, kept with its request. */
export const tracebackCallRow = z.object({
  carrierId: id,
  tracebackId: id,
  ref: z.string().min(1),
  original: z.string().min(1),
  origin: z.string().min(1),
  originHash: sha256Hex,
  keptAt: instant,
});

/** A picture of the portal that shows the answer, kept with its request. */
export const tracebackProofRow = z.object({
  carrierId: id,
  id,
  tracebackId: id,
  mediaType: z.enum(['application/pdf', 'image/png', 'image/jpeg']),
  size: z.int(),
  hash: sha256Hex,
  content: bytes,
  addedBy: z.string(),
  addedAt: instant,
});

/** The call that is traced forward. */
export const forwardedCall = z.strictObject({
  called: z.string().trim().min(1).max(40),
  calling: z.string().trim().min(1).max(40),
  at: when,
  callKey: z.string().trim().min(1).max(300).nullable().default(null),
});

/** What we asked a provider to whom we handed a call; `by-hand`: no e-mail went, a person asks. */
export const traceForwardRow = z.object({
  carrierId: id,
  id,
  tracebackId: id.nullable(),
  downstream: z.string().trim().min(1).max(200),
  contact: z.string().trim().min(1).max(300),
  call: z.record(z.string(), z.unknown()),
  why: z.string().trim().min(1).max(1000),
  askedAt: instant,
  askedBy: id,
  state: z.enum(['wanted', 'trying', 'sent', 'by-hand', 'answered', 'closed']),
  reference: z.string().nullable(),
  answer: z.string().nullable(),
  endedAt: instant.nullable(),
  disclosureId: id,
  /** null once it is purged */
  salt: z.string().nullable(),
});
export type TraceForward = z.output<typeof traceForwardRow>;

/** A look at an upstream provider to which tracebacks led again and again. */
export const upstreamReviewRow = z.object({
  carrierId: id,
  id,
  key: z.string().min(1),
  upstream: z.string().min(1),
  tracebacks: z.int().positive(),
  tracebackId: id,
  openedAt: instant,
  decision: z.enum(['go-on', 'restrict', 'refuse']).nullable(),
  because: z.string().nullable(),
  decidedBy: id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: instant.nullable(),
  salt: z.string(),
});

/** A turn on call for traceback requests. */
export const onCallTurnRow = z.object({
  carrierId: id,
  id,
  place: z.enum(['first', 'backup']),
  personId: id,
  personName: z.string(),
  fromAt: instant,
  untilAt: instant,
  setBy: z.string(),
  setAt: instant,
});

const pageStep = z.enum([
  'arrived',
  'backup',
  'everyone',
  'two-hours',
  'eight-hours',
  'sixteen-hours',
  'twenty-two-hours',
  'rule',
]);
/** Why somebody was called: it came, nobody took it, or a clock runs. */
export type PageStep = z.output<typeof pageStep>;

/** A person was called to a request; the state is what the mail server said. `task`: no e-mail could be sent, a task stands instead. */
export const tracebackPageRow = z.object({
  carrierId: id,
  id,
  tracebackId: id,
  step: pageStep,
  personId: id,
  personName: z.string(),
  words: z.string().min(1),
  wantedAt: instant,
  state: z.enum(['wanted', 'trying', 'accepted', 'refused', 'unknown', 'task']),
  reference: z.string().nullable(),
  endedAt: instant.nullable(),
});
export type TracebackPage = z.output<typeof tracebackPageRow>;
