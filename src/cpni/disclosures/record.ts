import { z } from 'zod';
import { secrecy } from '../../carriers/under-seal.ts';
import { id, instant, sha256Hex, when } from '../../kernel/columns.ts';
import { categories, offerKinds } from '../../law/facts.ts';
import { cpniClass, purpose, recipient } from '../approvals/record.ts';

export const offer = z.strictObject({ kind: z.enum(offerKinds), category: z.enum(categories).nullable() });

/** CPNI that left the carrier, or was about to: to whom, what for, under which paper, and how it ended. */
export const disclosureRow = z.object({
  carrierId: id,
  id,
  partyId: id.nullable(),
  recipient,
  toName: z.string().min(1),
  purpose,
  reason: z.string().min(1),
  offer: offer.nullable(),
  recipientServes: z.array(z.enum(categories)),
  cpni: z.array(cpniClass).min(1),
  agreementId: id.nullable(),
  campaignId: id.nullable(),
  reference: z.string().nullable(),
  secrecy,
  startedAt: instant,
  endedAt: instant.nullable(),
  state: z.enum(['running', 'complete', 'stopped']),
  stoppedWhy: z.string().nullable(),
  /** the paragraph for which it was stopped; `null` also where it was stopped before this was kept */
  stoppedCite: z.string().nullable(),
  given: z.int(),
  withheld: z.int(),
  manifestHash: sha256Hex.nullable(),
  actor: z.string(),
});
export type Disclosure = z.output<typeof disclosureRow>;

/** One instance: whose CPNI, by which recorded answer. */
export const disclosureItemRow = z.object({
  carrierId: id,
  disclosureId: id,
  decisionId: id,
  customerId: id,
  at: instant,
});

export const shownDisclosure = disclosureRow
  .omit({ carrierId: true, startedAt: true, endedAt: true, actor: true })
  .extend({
    startedAt: when,
    endedAt: when.nullable(),
  });
