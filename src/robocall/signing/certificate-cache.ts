import type { KeyObject } from 'node:crypto';
import type { FetchSparingly } from '../../outside/fetch-sparingly.ts';
import { type Chain, readChain } from './certificate-chain.ts';
import { type Path, validatePath } from './certificate-path.ts';
import { written } from './distinguished-name.ts';
import { freshForMs } from './freshness.ts';
import { lintCertificate } from './lint-certificate.ts';
import type { Trust } from './trust.ts';
import type { Warning } from './warning.ts';

/** The certificate behind a token, its path valid at the moment asked. */
export type SigningCertificate = {
  readonly key: KeyObject;
  readonly spc: string;
  readonly subject: string;
  readonly issuer: string;
  readonly fingerprint: string;
  readonly warnings: readonly Warning[];
};

/** The certificate, or why there is none: it cannot be had, or nobody trusted stands behind it. */
export type CertificateAnswer =
  | { readonly outcome: 'found'; readonly certificate: SigningCertificate }
  | { readonly outcome: 'unreachable' | 'untrusted'; readonly why: string };

/** Answers for the certificate at an address at a moment in milliseconds. */
export type CertificateAt = (x5u: string, at: number) => Promise<CertificateAnswer>;

type Kept = {
  readonly chain: Chain;
  readonly warnings: readonly Warning[];
  readonly freshUntil: number;
  /** By which values its path was valid, and from when until when they keep it so. */
  readonly version: number;
  readonly from: number;
  readonly until: number;
  readonly certificate: SigningCertificate;
};

const served = 'application/pem-certificate-chain';

type Served = {
  readonly contentType: string | null;
  readonly cacheControl: string | null;
  readonly expires: string | null;
};

/** What the profile and ATIS-1000074 ask of a certificate and its server, where it is not so. */
const warningsOf = (chain: Chain, { contentType, cacheControl, expires }: Served): readonly Warning[] => {
  const found = lintCertificate(chain[0], 'leaf').map(({ code, text }) => ({ code, text }));
  if (contentType?.split(';')[0]?.trim().toLowerCase() !== served)
    found.push({
      code: 'content-type',
      text: `The certificate is served as ${contentType ?? 'nothing'}, not as ${served}.`,
    });
  if (cacheControl === null && expires === null)
    found.push({ code: 'cache-header', text: 'The server does not say how long the certificate may be kept.' });
  return found;
};

const certificateOf = ([leaf]: Chain, { spc }: Path, warnings: readonly Warning[]): SigningCertificate => ({
  key: leaf.key,
  spc,
  subject: written(leaf.subject),
  issuer: written(leaf.issuer),
  fingerprint: leaf.fingerprint,
  warnings,
});

/** Judges a chain by the values of now. */
const judge = (
  chain: Chain,
  warnings: readonly Warning[],
  freshUntil: number,
  trust: Trust,
  at: number,
): Kept | string => {
  const values = trust.values();
  const path = validatePath(chain, values, at);
  if (!path.valid) return path.why;
  const from = Math.max(...path.certificates.map(({ notBefore }) => notBefore));
  const until = Math.min(...path.certificates.map(({ notAfter }) => notAfter));
  const certificate = certificateOf(chain, path, warnings);
  return {
    chain,
    warnings,
    freshUntil: Math.min(freshUntil, until),
    version: values.version,
    from,
    until,
    certificate,
  };
};

const refused = (outcome: 'unreachable' | 'untrusted', why: string): CertificateAnswer => ({ outcome, why });

const staleForMs = 86_400_000;
const notRefreshed: Warning = {
  code: 'not-refreshed',
  text: 'The certificate is over its time in the cache and cannot be fetched anew.',
};

const noCertificate = 'What stands at the address of the certificate is no certificate.';

// how long what did not hold keeps its address from being fetched again
const refusalStandsMs = 60_000;

/**
 * A cache of signers' certificates by address. Only what was valid is kept, for 24 hours at least, so that a stranger cannot fill it; what is kept is judged again by every
 * new list of authorities or revocations.
 */
export const certificateCache = (fetch: FetchSparingly, trust: Trust, most: number): CertificateAt => {
  const kept = new Map<string, Kept>();
  const fetching = new Map<string, Promise<CertificateAnswer>>();
  const refusals = new Map<string, { until: number; version: number; answer: CertificateAnswer }>();

  const keep = <T>(map: Map<string, T>, x5u: string, value: T): void => {
    map.delete(x5u);
    map.set(x5u, value);
    const oldest = map.size > most ? map.keys().next().value : undefined;
    if (oldest !== undefined) map.delete(oldest);
  };

  const refuse = (x5u: string, at: number, answer: CertificateAnswer): CertificateAnswer => {
    keep(refusals, x5u, { until: at + refusalStandsMs, version: trust.values().version, answer });
    return answer;
  };

  /** What was kept and cannot be had anew, for a day more (RFC 9111 section 4.2.4): a repository that is down for an hour does not unsign the calls of its carrier. */
  const staleAt = (x5u: string, at: number): CertificateAnswer | null => {
    const known = kept.get(x5u);
    if (known === undefined || at >= known.freshUntil + staleForMs) return null;
    const judged = judge(known.chain, [...known.warnings, notRefreshed], known.freshUntil, trust, at);
    return typeof judged === 'string' ? null : { outcome: 'found', certificate: judged.certificate };
  };

  const fetchAnew = async (x5u: string, at: number): Promise<CertificateAnswer> => {
    const fetched = await fetch(x5u, at);
    // the fetch remembers its own failures
    if (fetched.outcome === 'failed') return staleAt(x5u, at) ?? refused('unreachable', fetched.why);
    const chain = readChain(fetched.body);
    if (chain === null) return refuse(x5u, at, refused('unreachable', noCertificate));
    const judged = judge(chain, warningsOf(chain, fetched), at + freshForMs(fetched, at), trust, at);
    if (typeof judged === 'string') return refuse(x5u, at, refused('untrusted', judged));
    keep(kept, x5u, judged);
    return { outcome: 'found', certificate: judged.certificate };
  };

  /** The same, once for all who ask meanwhile: a chain is read and judged in a millisecond, which a burst of calls would multiply. */
  const fetchOnce = (x5u: string, at: number): Promise<CertificateAnswer> => {
    const running = fetching.get(x5u);
    if (running !== undefined) return running;
    const asked = fetchAnew(x5u, at).finally(() => fetching.delete(x5u));
    fetching.set(x5u, asked);
    return asked;
  };

  /** What is kept, judged again where the trust was swapped or a certificate of the path began or ended since. */
  const stillValid = (x5u: string, at: number): Kept | null => {
    const known = kept.get(x5u);
    if (known === undefined || at >= known.freshUntil) return null;
    if (known.version === trust.values().version && at >= known.from) return known;
    const judged = judge(known.chain, known.warnings, known.freshUntil, trust, at);
    kept.delete(x5u);
    if (typeof judged === 'string') return null;
    keep(kept, x5u, judged);
    return judged;
  };

  return async (x5u, at) => {
    const known = stillValid(x5u, at);
    if (known !== null) return { outcome: 'found', certificate: known.certificate };
    const refusal = refusals.get(x5u);
    if (refusal !== undefined && at < refusal.until && refusal.version === trust.values().version)
      return refusal.answer;
    return fetchOnce(x5u, at);
  };
};
