import { type Certificate, readCertificate } from './certificate.ts';

/** At least one certificate, the signer's first. */
export type Chain = readonly [Certificate, ...Certificate[]];

// a leaf, two intermediates and a root are usual
const longest = 10;
const block = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** Reads certificates in PEM, or one in DER, in their order. Null where there is none, or one cannot be read. */
export const readCertificates = (body: Uint8Array): Chain | null => {
  const encoded = [...Buffer.from(body).toString('latin1').matchAll(block)].map(([, base64 = '']) =>
    Buffer.from(base64, 'base64'),
  );
  const ders = encoded.length === 0 ? [body] : encoded;
  const read = ders.map(readCertificate).filter((certificate) => certificate !== null);
  const [leaf, ...others] = read;
  return leaf === undefined || read.length < ders.length ? null : [leaf, ...others];
};

/** The same of what a signer's address gives: null also where there are more than ten. */
export const readChain = (body: Uint8Array): Chain | null => {
  const chain = readCertificates(body);
  return chain === null || chain.length > longest ? null : chain;
};
