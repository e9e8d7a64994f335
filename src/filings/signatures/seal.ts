import { canonical } from '../../ledger/canonical.ts';
import { sha256 } from '../certification/packet-hash.ts';

export type SealRecord = {
  readonly packetHash: string;
  readonly officerId: string;
  readonly officerName: string;
  readonly officerTitle: string;
  readonly signedAt: string;
  readonly consent: string;
};

/** The words an officer agrees to when he signs. */
export const consentWords =
  'I have read these exact documents and sign them as an officer and agent of the company, on my personal knowledge.';

/** The seal: SHA-256 over the canonical JSON (RFC 8785) of the seal record. */
export const sealOf = (record: SealRecord): string => sha256(canonical(record));

/** The steps that compute packet hash and seal again, as the signature page prints them. */
export const recipeOf = (record: SealRecord): string[] => [
  'Compute the SHA-256 of each file and write the list [{"name","sha256"}, …] of the files in the order above.',
  `Put the list in the canonical form of RFC 8785; its SHA-256 is the packet hash ${record.packetHash}.`,
  'Write the seal record with the members packetHash, officerId, officerName, officerTitle, signedAt and consent; signedAt and consent stand above.',
  `officerId is ${record.officerId}.`,
  'Put the seal record in the canonical form of RFC 8785; its SHA-256 is the seal.',
];
