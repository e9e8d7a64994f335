import { type KeyObject, sign } from 'node:crypto';

/** Signs bytes by ECDSA on P-256 with SHA-256; the 64 bytes r‖s. A key in memory or one in a hardware module. */
export type SignBytes = (bytes: Buffer) => Promise<Buffer>;

/** Signs with a parsed key on the thread pool. A PEM text parsed per call would cost twelve times the signature. */
export const signWithKey = (key: KeyObject): SignBytes => {
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  return (bytes) =>
    new Promise((resolve, reject) => {
      sign('sha256', bytes, options, (error, signature) => (error === null ? resolve(signature) : reject(error)));
    });
};
