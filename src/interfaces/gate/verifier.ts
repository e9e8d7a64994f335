import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CertificateFetchSettings, certificateFetch } from '../../outside/certificate-fetch.ts';
import type { Swap, TrustAge } from '../../robocall/signing/trust.ts';
import type { Verdict } from '../../robocall/signing/verdict.ts';
import { openVerifierTrust } from '../../robocall/signing/verifier-trust.ts';
import { type VerificationRequest, verify } from '../../robocall/signing/verify.ts';

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

const bytesOf = async (path: string): Promise<Buffer | null> => {
  try {
    return await readFile(path);
  } catch {
    // what was never given is not missing: nobody is believed until a list is there
    return null;
  }
};

const listsIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.crl')).sort();
  } catch {
    return [];
  }
};

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
  const refresh = async () => {
    const administrators = await bytesOf(join(folder, 'administrators.pem'));
    if (administrators !== null) told('administrators.pem', trust.takeAdministrators(administrators));
    const authorities = await bytesOf(join(folder, 'authorities.pem'));
    if (authorities !== null) told('authorities.pem', trust.takeAnchors(authorities, Date.now()));
    for (const name of await listsIn(folder)) {
      const list = await bytesOf(join(folder, name));
      if (list !== null) told(name, trust.takeRevocationList(name, list, Date.now()));
    }
  };
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
