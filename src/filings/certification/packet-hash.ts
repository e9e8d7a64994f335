import { createHash } from 'node:crypto';
import { canonical } from '../../ledger/canonical.ts';

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** What an officer signs: SHA-256 over the canonical JSON (RFC 8785) of the documents' names and hashes, in order. */
export const packetHashOf = (documents: readonly { readonly name: string; readonly sha256: string }[]): string =>
  sha256(canonical(documents.map(({ name, sha256: hash }) => ({ name, sha256: hash }))));
