import type { FetchCertificate } from '../../outside/certificate-fetch.ts';
import { fetchSparingly, usualSparing } from '../../outside/fetch-sparingly.ts';
import { certificateCache } from './certificate-cache.ts';
import type { VerifierTrust } from './prove.ts';
import { replayMemory } from './replay-memory.ts';
import { openTrust, type Trust } from './trust.ts';

// some 900 carriers sign with about 20 live certificates each
const mostCertificates = 20_000;
// two minutes of 14,000 verifications a second, the limit of two cores, would be 1.7 million; half of that takes 150 MB
const mostSignatures = 850_000;

/** A verifier's trust, empty at first: swap lists into `trust`, hand the whole to `verify`. */
export const openVerifierTrust = (fetch: FetchCertificate): VerifierTrust & { readonly trust: Trust } => {
  const trust = openTrust();
  const certificateAt = certificateCache(fetchSparingly(fetch, usualSparing), trust, mostCertificates);
  return { trust, certificateAt, firstSeen: replayMemory(mostSignatures) };
};
