import { createHash } from 'node:crypto';
import type { Certificate } from './certificate.ts';
import { theOnly } from './distinguished-name.ts';
import { codesIn } from './tn-auth-list.ts';

/** Where a certificate stands: that of the signer, of an authority between, or of a root. */
export type Place = 'leaf' | 'intermediate' | 'root';

/** A rule of the certificate profile that a certificate breaks. */
export type LintFinding = { readonly code: string; readonly text: string; readonly cite: string };

type Lint = LintFinding & {
  readonly places: readonly Place[];
  readonly holds: (certificate: Certificate) => boolean;
};

const profile = 'ATIS-1000080 section 6.4.1';
const naming = 'United States SHAKEN Certificate Policy section 3.1';
const everywhere: readonly Place[] = ['leaf', 'intermediate', 'root'];
const authorities: readonly Place[] = ['intermediate', 'root'];
const belowRoot: readonly Place[] = ['leaf', 'intermediate'];

const keyUsage = '2.5.29.15';
const basicConstraints = '2.5.29.19';
const policies = ['2.16.840.1.114569.1.1.3', '2.16.840.1.114569.1.1.4'];
const anyPolicy = '2.5.29.32.0';
const sha256 = '1.2.840.10045.4.3.2';
const leastSerial = 8;
const pointLength = 65;

const has = (certificate: Certificate, type: string): boolean =>
  (theOnly(certificate.subject, type) ?? '').trim() !== '';

const isCritical = (certificate: Certificate, id: string): boolean => certificate.extensions.get(id)?.critical === true;

/** SHA-1 of the public key, as RFC 5280 section 4.2.1.2 makes the identifier of a key. */
const keyIdOf = ({ key }: Certificate): string =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }).subarray(-pointLength))
    .digest('hex');

const entries = (certificate: Certificate) => certificate.tnAuthList ?? [];

const hasPoint = ({ revocationPoints }: Certificate): boolean => {
  const [point, ...more] = revocationPoints ?? [];
  return (
    point !== undefined &&
    more.length === 0 &&
    point.urls.length === 1 &&
    /^https?:\/\//.test(point.urls[0] ?? '') &&
    point.signer !== null
  );
};

const lints: readonly Lint[] = [
  {
    code: 'version-3',
    text: 'The certificate is of version 3.',
    cite: profile,
    places: everywhere,
    holds: ({ version }) => version === 3,
  },
  {
    code: 'serial-64-bits',
    text: 'The serial number is positive and has 64 bits at least.',
    cite: profile,
    places: everywhere,
    holds: ({ serial }) => serial.replace(/^(00)+/, '').length >= leastSerial * 2 && !/^[89a-f]/.test(serial),
  },
  {
    code: 'signature-algorithm',
    text: 'The certificate is signed by ECDSA with SHA-256.',
    cite: profile,
    places: everywhere,
    holds: ({ algorithm }) => algorithm === sha256,
  },
  {
    code: 'key-on-p-256',
    text: 'The public key is on the curve P-256.',
    cite: profile,
    places: everywhere,
    holds: ({ key }) => key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
  },
  {
    code: 'subject-country',
    text: 'The subject names its country (C) by the two letters of ISO 3166.',
    cite: profile,
    places: everywhere,
    holds: ({ subject }) => /^[A-Z]{2}$/.test(theOnly(subject, 'C') ?? ''),
  },
  {
    code: 'subject-organization',
    text: 'The subject names its organization (O).',
    cite: profile,
    places: everywhere,
    holds: (certificate) => has(certificate, 'O'),
  },
  {
    code: 'subject-common-name',
    text: 'The subject has one common name (CN).',
    cite: profile,
    places: everywhere,
    holds: (certificate) => has(certificate, 'CN'),
  },
  {
    code: 'common-name-with-code',
    text: 'The common name is the word SHAKEN, a space and the service provider code of the TNAuthList.',
    cite: profile,
    places: ['leaf'],
    holds: (certificate) => theOnly(certificate.subject, 'CN') === `SHAKEN ${codesIn(entries(certificate))[0]}`,
  },
  {
    code: 'subject-serial-number',
    text: 'The subject has a serialNumber attribute.',
    cite: naming,
    places: ['leaf'],
    holds: (certificate) => has(certificate, 'serialNumber'),
  },
  {
    code: 'root-common-name',
    text: 'The common name of a root holds the word ROOT.',
    cite: profile,
    places: ['root'],
    holds: ({ subject }) => /root/i.test(theOnly(subject, 'CN') ?? ''),
  },
  {
    code: 'basic-constraints-critical',
    text: 'Basic constraints are there and critical.',
    cite: profile,
    places: everywhere,
    holds: (certificate) => certificate.constraints !== null && isCritical(certificate, basicConstraints),
  },
  {
    code: 'leaf-no-authority',
    text: 'The certificate of a signer is not that of an authority.',
    cite: profile,
    places: ['leaf'],
    holds: ({ constraints }) => constraints?.ca !== true,
  },
  {
    code: 'authority-flag',
    text: 'The certificate of an authority says that it is one.',
    cite: profile,
    places: authorities,
    holds: ({ constraints }) => constraints?.ca === true,
  },
  {
    code: 'key-usage-critical',
    text: 'Key usage is there and critical.',
    cite: profile,
    places: everywhere,
    holds: (certificate) => isCritical(certificate, keyUsage),
  },
  {
    code: 'leaf-key-usage',
    text: 'The key of a signer is for digital signatures and nothing else.',
    cite: profile,
    places: ['leaf'],
    holds: ({ keyUsage: uses }) => uses?.length === 1 && uses[0] === 'digitalSignature',
  },
  {
    code: 'authority-key-usage',
    text: 'The key of an authority may sign certificates.',
    cite: profile,
    places: authorities,
    holds: ({ keyUsage: uses }) => uses?.includes('keyCertSign') === true,
  },
  {
    code: 'subject-key-id',
    text: 'The subject key identifier is the 160 bits of the SHA-1 of the public key.',
    cite: profile,
    places: everywhere,
    holds: (certificate) => certificate.subjectKeyId === keyIdOf(certificate),
  },
  {
    code: 'authority-key-id',
    text: 'The authority key identifier is there.',
    cite: profile,
    places: belowRoot,
    holds: ({ authorityKeyId }) => authorityKeyId !== null,
  },
  {
    code: 'certificate-policy',
    text: 'There is exactly one certificate policy, that of the SHAKEN Certificate Policy 1.3 or 1.4.',
    cite: profile,
    places: ['leaf'],
    holds: ({ policies: named }) => named?.length === 1 && policies.includes(named[0] ?? ''),
  },
  {
    code: 'authority-policy',
    text: 'There is exactly one certificate policy, that of the SHAKEN Certificate Policy 1.3 or 1.4 or any.',
    cite: profile,
    places: ['intermediate'],
    holds: ({ policies: named }) => named?.length === 1 && [...policies, anyPolicy].includes(named[0] ?? ''),
  },
  {
    code: 'root-without-policy',
    text: 'A root names no certificate policy.',
    cite: profile,
    places: ['root'],
    holds: ({ policies: named }) => named === null,
  },
  {
    code: 'tn-auth-list-one-code',
    text: 'There is a TNAuthList with exactly one service provider code, no number and no range.',
    cite: `${profile}; RFC 8226 section 9`,
    places: ['leaf'],
    holds: (certificate) => entries(certificate).length === 1 && entries(certificate)[0]?.kind === 'spc',
  },
  {
    code: 'tn-auth-list-code-form',
    text: 'The service provider code is of capital letters and digits.',
    cite: `${profile}; RFC 8226 section 9`,
    places: ['leaf'],
    holds: (certificate) => codesIn(entries(certificate)).every((spc) => /^[0-9A-Z]+$/.test(spc)),
  },
  {
    code: 'authority-without-tn-auth-list',
    text: 'The certificate of an authority has no TNAuthList.',
    cite: profile,
    places: authorities,
    holds: ({ extensions }) => !extensions.has('1.3.6.1.5.5.7.1.26'),
  },
  {
    code: 'revocation-point',
    text: 'There is one place of revocation lists: an HTTP address and the name of who signs them.',
    cite: profile,
    places: belowRoot,
    holds: hasPoint,
  },
];

/** The rules of the SHAKEN certificate profile that a certificate breaks where it stands. Of our own certificates every finding counts; half of the live foreign ones have some. */
export const lintCertificate = (certificate: Certificate, place: Place): readonly LintFinding[] =>
  lints
    .filter(({ places, holds }) => places.includes(place) && !holds(certificate))
    .map(({ code, text, cite }) => ({ code, text: `Not so: ${text}`, cite }));
