import { z } from 'zod';
import { evidence, mark } from '../../carriers/promises/evidence.ts';
import { bytes, date, frn, id, instant, sha256Hex } from '../../kernel/columns.ts';

const words = z.string().trim().min(1).max(4000);
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'two letters, as US')
  .default('US');
const named = z.strictObject({ name: z.string().trim().min(1).max(300), what: z.string().trim().max(300) });

/** The provider's place in the call path; several may be true. */
export const providerRole = z.enum([
  'voice-service-provider',
  'wholesale-voice-service-provider',
  'gateway',
  'non-gateway-intermediate',
]);

/** A formal action or investigation with findings, 64.6305(d)(2)(iv). */
export const enforcementAction = z.strictObject({
  agency: z.string().trim().min(1).max(300),
  about: words,
  beganOn: date,
  status: words,
  findings: words,
});

/** What the form of the Robocall Mitigation Database asks, 64.6305(d), beyond the carrier's profile and its signing papers. */
export const registrationFacts = z.strictObject({
  roles: z.array(providerRole).min(1),
  status: z.enum(['full', 'partial', 'none']),
  /** why calls go unsigned, where the status is not full: an extension that still runs, or no control of the network */
  extension: z.strictObject({
    kind: z.enum(['none', 'extension', 'no-network-control']),
    /** the extension that is claimed: that of who cannot get a token, or of what is no IP network. That of small providers, (a), has ended */
    paragraph: z.enum(['64.6304(b)', '64.6304(d)']).nullable().default(null),
    because: z.string().max(4000),
  }),
  foreign: z.enum(['no', 'yes']),
  /** registration numbers of the same company beside that of its profile */
  otherFrns: z.array(frn).default([]),
  country,
  otherNames: z.array(z.string().trim().min(1)),
  contact: z.strictObject({
    name: z.string().trim().min(1),
    title: z.string().trim().min(1),
    department: z.string().trim().min(1),
    address: words,
    country,
    telephone: z.string().trim().min(1),
    extension: z.string().trim().max(20).default(''),
    email: z.email(),
  }),
  principals: z.array(named).min(1),
  affiliates: z.array(named),
  subsidiaries: z.array(named),
  parents: z.array(named),
  /** systems of others that look for illegal traffic; our own analysis needs no entry */
  analyticsVendors: z.array(named),
  enforcement: z.array(enforcementAction),
  removals: z.enum(['none', 'removed-and-reinstated']),
});
export type RegistrationFacts = z.output<typeof registrationFacts>;

export const registrationRow = z.object({
  carrierId: id,
  id,
  version: z.int().min(1),
  facts: registrationFacts,
  changedOn: date,
  enteredBy: z.string(),
  enteredAt: instant,
});

/** A sentence of a plan: what it says, the law and the controls behind it, and what they found. */
export const planSentence = z.strictObject({
  section: z.string(),
  number: z.string(),
  code: z.string(),
  text: z.string().min(1),
  /** R1 to R34 of the catalogue, where it keeps one */
  concepts: z.array(z.string()),
  cites: z.array(z.string()),
  controls: z.array(z.string()),
  mark,
  evidence: z.array(evidence),
});
export type PlanSentence = z.output<typeof planSentence>;

export const mitigationPlanRow = z.object({
  carrierId: id,
  id,
  version: z.int().min(1),
  registrationId: id,
  effectiveOn: date,
  round: z.int().min(1),
  state: z.enum(['prepared', 'signed', 'superseded']),
  sentences: z.array(planSentence),
  withheld: z.array(z.string()),
  officerId: id,
  officerName: z.string(),
  officerTitle: z.string(),
  signingOn: date,
  documentsHash: sha256Hex,
  preparedBy: z.string(),
  preparedAt: instant,
  signedAt: instant.nullable(),
  sameAt: instant,
});
export type MitigationPlan = z.output<typeof mitigationPlanRow>;

export const mitigationPlanDocumentRow = z.object({
  carrierId: id,
  id,
  planId: id,
  round: z.int().min(1),
  edition: z.enum(['complete', 'public']),
  name: z.string(),
  bytes,
  sha256: sha256Hex,
  madeAt: instant,
});

export const planChangeRow = z.object({
  carrierId: id,
  id,
  planId: id,
  changedOn: date,
  codes: z.array(z.string()),
  noticedAt: instant,
  settledAt: instant.nullable(),
  settledBy: z.string().nullable(),
  settledWhy: z.string().nullable(),
});

export const registrationReceiptRow = z.object({
  carrierId: id,
  id,
  kind: z.enum(['update', 'recertification']),
  planId: id,
  registrationId: id,
  confirmation: z.string().trim().min(1).max(200),
  filedAt: instant,
  filedOn: date,
  officerName: z.string(),
  recordedBy: z.string(),
  recordedAt: instant,
});
