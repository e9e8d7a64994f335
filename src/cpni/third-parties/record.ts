import { z } from 'zod';
import { date, id, instant, sha256Hex } from '../../kernel/columns.ts';

/** How a party stands to the carrier: the recipients of `law decide` that are somebody else. */
export const partyKind = z.enum([
  'agent',
  'affiliate-communications',
  'affiliate-other',
  'joint-venture',
  'independent-contractor',
  'third-party',
  'new-carrier',
]);

export const thirdPartyRow = z.object({
  carrierId: id,
  id,
  name: z.string().trim().min(1),
  kind: partyKind,
  contact: z.string(),
  worksFor: id.nullable(),
  fromDay: date,
  untilDay: date.nullable(),
  recordedAt: instant,
});
export type ThirdParty = z.output<typeof thirdPartyRow>;

/** A signed agreement with its three clauses, each as the words of the text that hold it. */
export const agreementRow = z.object({
  carrierId: id,
  id,
  partyId: id,
  kind: z.enum(['confidentiality', 'agency']),
  title: z.string().min(1),
  text: z.string().min(1),
  textHash: sha256Hex,
  useLimit: z.string().nullable(),
  noOnward: z.string().nullable(),
  safeguards: z.string().nullable(),
  signedOn: date,
  fromDay: date,
  untilDay: date.nullable(),
  enteredBy: id.nullable(),
  enteredAt: instant,
  acceptedBy: id.nullable(),
  accepterName: z.string().nullable(),
  acceptedAt: instant.nullable(),
});
export type Agreement = z.output<typeof agreementRow>;

/** That a party acknowledged in writing what it may use CPNI for, and which sub-agents it answers for. */
export const partyAcknowledgmentRow = z.object({
  carrierId: id,
  id,
  partyId: id,
  signedOn: date,
  signerName: z.string().min(1),
  writingHash: sha256Hex,
  answersFor: z.array(id),
  recordedAt: instant,
});
