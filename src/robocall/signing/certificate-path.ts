import type { Certificate } from './certificate.ts';
import type { Chain } from './certificate-chain.ts';
import { written } from './distinguished-name.ts';
import { isRevoked, type RevocationList } from './revocation-list.ts';
import { codesIn } from './tn-auth-list.ts';

/** What a path is judged by. */
export type PathTrust = {
  readonly anchors: readonly Certificate[];
  readonly lists: readonly RevocationList[];
};

/** From the signer's certificate up to the trusted one. */
export type Path = { readonly valid: true; readonly spc: string; readonly certificates: readonly Certificate[] };

export type PathFault = { readonly valid: false; readonly why: string };

// extensions whose meaning is weighed here or that only describe: any other that is critical makes a certificate unusable (RFC 5280 section 4.2)
const understood = new Set(['2.5.29.14', '2.5.29.15', '2.5.29.19', '2.5.29.31', '2.5.29.32', '2.5.29.35']);
const tnAuthList = '1.3.6.1.5.5.7.1.26';
const ecdsa = new Set(['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4']);

const nameOf = (certificate: Certificate): string => `The certificate ${written(certificate.subject)}`;
const day = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Why a certificate is of no use at a moment, whatever it is for; null where nothing speaks against it. */
const faultAt = (certificate: Certificate, at: number): string | null => {
  if (at < certificate.notBefore) return `${nameOf(certificate)} is not valid before ${day(certificate.notBefore)}.`;
  if (at > certificate.notAfter) return `${nameOf(certificate)} expired at ${day(certificate.notAfter)}.`;
  for (const [id, { critical }] of certificate.extensions)
    if (critical && !understood.has(id) && id !== tnAuthList)
      return `${nameOf(certificate)} has a critical extension that is not understood here: ${id}.`;
  return null;
};

/** Why a certificate cannot be that of a signer of calls; null where it can. */
const signerFault = (certificate: Certificate): string | null => {
  if (certificate.constraints?.ca) return `${nameOf(certificate)} is that of an authority, not of a signer.`;
  if (certificate.key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    return `${nameOf(certificate)} has no key on P-256.`;
  if (certificate.keyUsage !== null && !certificate.keyUsage.includes('digitalSignature'))
    return `${nameOf(certificate)} may not be used for signatures.`;
  if (codesIn(certificate.tnAuthList ?? []).length === 0)
    return `${nameOf(certificate)} names no service provider code in a TNAuthList.`;
  return null;
};

/** Why a certificate cannot stand above another with `below` authorities between it and the signer; null where it can. */
const authorityFault = (certificate: Certificate, below: number, signer: Certificate): string | null => {
  const { constraints, keyUsage } = certificate;
  if (constraints?.ca !== true) return `${nameOf(certificate)} is not that of an authority.`;
  if (keyUsage !== null && !keyUsage.includes('keyCertSign'))
    return `${nameOf(certificate)} may not sign certificates.`;
  if (constraints.pathLength !== null && below > constraints.pathLength)
    return `${nameOf(certificate)} allows ${constraints.pathLength} authorities below it; there are ${below}.`;
  // a carrier may be an authority for its own numbers (RFC 9060): not for another carrier's code
  const codes = codesIn(signer.tnAuthList ?? []);
  const own = codesIn(certificate.tnAuthList ?? []);
  if (certificate.extensions.has(tnAuthList) && !codes.every((code) => own.includes(code)))
    return `${nameOf(certificate)} may not give out the code ${codes.join(', ')}.`;
  return null;
};

const issued = (issuer: Certificate, certificate: Certificate): boolean =>
  issuer.subjectKey === certificate.issuerKey &&
  (issuer.subjectKeyId === null ||
    certificate.authorityKeyId === null ||
    issuer.subjectKeyId === certificate.authorityKeyId) &&
  ecdsa.has(certificate.algorithm) &&
  certificate.x509.verify(issuer.key);

/**
 * Finds the way from a signer's certificate to a trusted one over the others that came with it (RFC 5280 section 6, without policies and name constraints), at a moment in
 * milliseconds. Tolerant of what foreign certificates get wrong without harm: see `lint-certificate.ts`.
 */
export const validatePath = ([leaf, ...others]: Chain, { anchors, lists }: PathTrust, at: number): Path | PathFault => {
  let fault = `Nobody trusted here issued ${nameOf(leaf).replace('The', 'the')}.`;
  // each is climbed once: certificates that sign one another in circles cost no more than their number
  const left = new Set(others);

  const climb = (certificate: Certificate, path: readonly Certificate[]): readonly Certificate[] | null => {
    const below = path.length - 1;
    const suited = () => (below < 0 ? signerFault(certificate) : authorityFault(certificate, below, leaf));
    const wrong = isRevoked(lists, certificate)
      ? `${nameOf(certificate)} is revoked.`
      : (faultAt(certificate, at) ?? suited());
    if (wrong !== null) {
      fault = wrong;
      return null;
    }
    const here = [...path, certificate];
    for (const anchor of anchors) {
      if (!issued(anchor, certificate)) continue;
      const unfit = faultAt(anchor, at) ?? authorityFault(anchor, below + 1, leaf);
      if (unfit === null) return [...here, anchor];
      fault = unfit;
    }
    for (const issuer of [...left]) {
      if (!left.has(issuer) || !issued(issuer, certificate)) continue;
      left.delete(issuer);
      const found = climb(issuer, here);
      if (found !== null) return found;
    }
    return null;
  };

  const certificates = climb(leaf, []);
  const [spc] = codesIn(leaf.tnAuthList ?? []);
  return certificates === null || spc === undefined ? { valid: false, why: fault } : { valid: true, spc, certificates };
};
