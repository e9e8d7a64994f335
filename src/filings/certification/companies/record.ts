import { createHash } from 'node:crypto';
import { z } from 'zod';
import { mark } from '../../../carriers/promises/evidence.ts';
import { date, id, instant, sha256Hex } from '../../../kernel/columns.ts';
import { canonical } from '../../../ledger/canonical.ts';
import { company, outcome } from '../record.ts';

const treatment = z.enum(['public', 'confidential']);
const sentence = z.strictObject({ text: z.string().min(1), treatment });

/** What the registers of a year say, as a certificate prints it. */
export const registers = z.strictObject({
  complaints: z.strictObject({
    improperAccessByEmployees: z.int().min(0),
    disclosureToUnauthorized: z.int().min(0),
    onlineAccessByUnauthorized: z.int().min(0),
    other: z.int().min(0),
    summary: z.array(sentence),
  }),
  dataBrokers: z.strictObject({
    actions: z.array(
      z.strictObject({ forum: z.string().min(1), takenOn: date, matter: sentence, status: z.string().min(1) }),
    ),
    pretexters: z.array(sentence),
    protection: z.array(sentence),
  }),
});
export type Registers = z.output<typeof registers>;

/** A company's year from its own records, as another carrier's certificate needs it. */
export const companyEvidence = z.strictObject({
  format: z.literal('compline-company-evidence/1'),
  demo: z.boolean(),
  year: z.int(),
  company: company.pick({ name: true, filerId: true }),
  examinedOn: date,
  outcome,
  sentences: z
    .array(z.strictObject({ section: z.string().min(1), code: z.string(), text: z.string().min(1), treatment, mark }))
    .min(1),
  ...registers.shape,
});
export type CompanyEvidence = z.output<typeof companyEvidence>;

/** SHA-256, hex, of the evidence in RFC 8785 form: the same wherever it is computed. */
export const evidenceHash = (evidence: CompanyEvidence): string =>
  createHash('sha256').update(canonical(evidence)).digest('hex');

export const filingVouchRow = z.object({
  carrierId: id,
  id,
  filingId: id,
  round: z.int(),
  document: companyEvidence,
  hash: sha256Hex,
  vouchedAt: instant,
  entryId: id,
});

export const filingJointReceiptRow = z.object({
  carrierId: id,
  filingId: id,
  /** the carrier whose certificate covers this one */
  under: z.string().min(1),
  confirmation: z.string().min(1),
  receivedAt: instant,
  recordedAt: instant,
  entryId: id,
});

export const filingCompanyRow = z.object({
  carrierId: id,
  filingId: id,
  filerId: z.string(),
  document: companyEvidence,
  hash: sha256Hex,
  /** the entry of the other company's ledger that holds the hash */
  entryId: id,
  joinedAt: instant,
});
export type JoinedCompany = z.output<typeof filingCompanyRow>;
