import { type CertificateFetchSettings, certificateFetch } from '../../outside/certificate-fetch.ts';
import type { Swap, TrustAge } from '../../robocall/signing/trust.ts';
import type { Verdict } from '../../robocall/signing/verdict.ts';
import { openVerifierTrust } from '../../robocall/signing/verifier-trust.ts';
import { type VerificationRequest, verify } from '../../robocall/signing/verify.ts';
import { takeFolder } from './trust-folder.ts';

/** Verifies tokens of calls that come in, by a trust that is read again on a timer. */
export type Verifier = {
  verify(request: VerificationRequest): Promise<Verdict>;
  age(): TrustAge;
  /** Reads the trust's files now. */
  refresh(): Promise<void>;
  close(): void;
};

/** How often the files of the trust are read again. */
const everyMs = 60_000;

/**
 * Opens a verifier whose trust stands in a folder: `administrators.pem`, `authorities.pem` (or the administrator's signed list) and
 * revocation lists `*.crl`. A file that cannot be read or is older changes nothing, and is told.
 */
export const openVerifier = async (
  folder: string,
  settings: CertificateFetchSettings,
  complain: (line: string) => void,
): Promise<Verifier> => {
  const { trust, ...means } = openVerifierTrust(certificateFetch(settings));
  const told = (file: string, swap: Swap) => {
    if (!swap.taken) complain(`compline: ${file} of the trust is not taken, the one before stays: ${swap.why}`);
  };
  const refresh = () => takeFolder(trust, folder, Date.now(), told);
  await refresh();
  const timer = setInterval(() => void refresh().catch((error) => complain(`compline: trust: ${error}`)), everyMs);
  timer.unref();
  return {
    verify: (request) => verify(request, means, Date.now()),
    age: () => trust.age(Date.now()),
    refresh,
    close: () => clearInterval(timer),
  };
};
