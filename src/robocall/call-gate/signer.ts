import type { SignBytes } from '../signing/signer.ts';

/** A key in force with its certificate, wherever the key lies. */
export type Signer = {
  /** Service provider code of the certificate. */
  readonly spc: string;
  /** Where verifiers fetch the certificate. */
  readonly x5u: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
  readonly sign: SignBytes;
};
