import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CertificateIssuer,
  CertificateList,
  CertificatePolicies,
  CRLDistributionPoints,
  DistributionPoint,
  DistributionPointName,
  Extension,
  Extensions,
  GeneralName,
  IssuingDistributionPoint,
  KeyIdentifier,
  KeyUsage,
  Name,
  PolicyInformation,
  RelativeDistinguishedName,
  RevokedCertificate,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  TBSCertList,
  Time,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { Constructed, IA5String, Sequence } from 'asn1js';

/** A certificate made for a test, and its key. */
export type Made = {
  readonly der: Buffer;
  readonly pem: string;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
  readonly facts: Facts;
  readonly serial: Buffer;
};

/** What a certificate says; `null` leaves an extension out. */
export type Facts = {
  readonly subject: readonly (readonly [type: string, text: string])[];
  readonly notBefore: number;
  readonly notAfter: number;
  readonly curve: 'P-256' | 'P-384';
  readonly serial: Buffer;
  readonly constraints: { readonly ca: boolean; readonly pathLength: number | null; readonly critical: boolean } | null;
  /** Bits as in RFC 5280: 1 digital signature, 32 certificates, 64 revocation lists. */
  readonly keyUsage: number | null;
  readonly policies: readonly string[] | null;
  readonly tnAuthList: Buffer | null;
  readonly revocationPoint: { readonly url: string; readonly signer: Facts['subject'] | null } | null;
  readonly keyIds: boolean;
  readonly hosts: readonly string[];
  readonly more: readonly Extension[];
};

const types = new Map([
  ['CN', '2.5.4.3'],
  ['serialNumber', '2.5.4.5'],
  ['C', '2.5.4.6'],
  ['O', '2.5.4.10'],
]);
const day = 86_400_000;
const sha256 = '1.2.840.10045.4.3.2';

const spcEntry = (spc: string) =>
  new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [new IA5String({ value: spc })] });

/** A TNAuthList of service provider codes in DER. */
export const tnAuthListOf = (...codes: readonly string[]): Buffer =>
  Buffer.from(new Sequence({ value: codes.map(spcEntry) }).toBER());

const administrator = [
  ['C', 'US'],
  ['O', 'Policy Administrator'],
  ['CN', 'Revocations'],
] as const;

const plain = (at: number): Omit<Facts, 'subject'> => ({
  notBefore: at - day,
  notAfter: at + 30 * day,
  curve: 'P-256',
  serial: Buffer.concat([Buffer.from([0x41]), randomBytes(15)]),
  constraints: null,
  keyUsage: null,
  policies: null,
  tnAuthList: null,
  revocationPoint: null,
  keyIds: true,
  hosts: [],
  more: [],
});

/** What an authority says by the profile, valid around `at` (milliseconds). */
export const authorityFacts = (at: number, name: string): Facts => ({
  ...plain(at),
  subject: [
    ['C', 'US'],
    ['O', 'Test Authority'],
    ['CN', name],
  ],
  constraints: { ca: true, pathLength: null, critical: true },
  keyUsage: 32 + 64,
});

/** What an authority below a root says by the profile. */
export const intermediateFacts = (at: number, name: string): Facts => ({
  ...authorityFacts(at, name),
  policies: ['2.16.840.1.114569.1.1.4'],
  revocationPoint: { url: 'https://authenticate-api.example/crl', signer: administrator },
});

/** What a signer of calls says by the profile. */
export const leafFacts = (at: number, spc: string): Facts => ({
  ...plain(at),
  subject: [
    ['C', 'US'],
    ['O', 'Test Carrier'],
    ['serialNumber', '1'],
    ['CN', `SHAKEN ${spc}`],
  ],
  constraints: { ca: false, pathLength: null, critical: true },
  keyUsage: 1,
  policies: ['2.16.840.1.114569.1.1.4'],
  tnAuthList: tnAuthListOf(spc),
  revocationPoint: { url: 'https://authenticate-api.example/crl', signer: administrator },
});

/** What a policy administrator's signer of revocation lists says. */
export const administratorFacts = (at: number): Facts => ({ ...plain(at), subject: administrator, keyUsage: 64 });

/** What a web server at these addresses says. */
export const webFacts = (at: number, hosts: readonly string[]): Facts => ({
  ...plain(at),
  subject: [['CN', 'web']],
  hosts,
});

const nameOf = (subject: Facts['subject']): Name =>
  new Name(
    subject.map(
      ([type, text]) =>
        new RelativeDistinguishedName([
          new AttributeTypeAndValue({
            type: types.get(type) ?? type,
            value: new AttributeValue(type === 'C' ? { printableString: text } : { utf8String: text }),
          }),
        ]),
    ),
  );

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
const keyId = (key: KeyObject): Buffer =>
  createHash('sha1')
    .update(Buffer.from(AsnConvert.parse(spki(key), SubjectPublicKeyInfo).subjectPublicKey))
    .digest();
const extension = (id: string, critical: boolean, value: object | ArrayBuffer | Buffer): Extension =>
  new Extension({
    extnID: id,
    critical,
    extnValue: new OctetString(
      value instanceof ArrayBuffer || Buffer.isBuffer(value) ? value : AsnConvert.serialize(value),
    ),
  });
/** An extension that nobody knows. */
export const strangeExtension = (critical: boolean): Extension =>
  extension('1.3.6.1.4.1.99999.1', critical, Buffer.from('0500', 'hex'));

const directory = (subject: Facts['subject']) => new GeneralName({ directoryName: nameOf(subject) });
const alternative = (host: string) =>
  /^[\d.]+$/.test(host) ? new GeneralName({ iPAddress: host }) : new GeneralName({ dNSName: host });

const extensionsOf = (facts: Facts, own: KeyObject, issuer: KeyObject): Extension[] => {
  const { constraints, keyUsage, policies, tnAuthList, revocationPoint, keyIds, hosts, more } = facts;
  const found: Extension[] = [];
  if (constraints !== null)
    found.push(
      extension(
        '2.5.29.19',
        constraints.critical,
        new BasicConstraints({
          cA: constraints.ca,
          ...(constraints.pathLength === null ? {} : { pathLenConstraint: constraints.pathLength }),
        }),
      ),
    );
  if (keyUsage !== null) found.push(extension('2.5.29.15', true, new KeyUsage(keyUsage)));
  if (keyIds) {
    found.push(extension('2.5.29.14', false, new SubjectKeyIdentifier(keyId(own))));
    found.push(
      extension('2.5.29.35', false, new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyId(issuer)) })),
    );
  }
  if (policies !== null)
    found.push(
      extension(
        '2.5.29.32',
        false,
        new CertificatePolicies(policies.map((policyIdentifier) => new PolicyInformation({ policyIdentifier }))),
      ),
    );
  if (tnAuthList !== null) found.push(extension('1.3.6.1.5.5.7.1.26', false, tnAuthList));
  if (revocationPoint !== null) {
    const { url, signer } = revocationPoint;
    const point = new DistributionPoint({
      distributionPoint: new DistributionPointName({ fullName: [new GeneralName({ uniformResourceIdentifier: url })] }),
      ...(signer === null ? {} : { cRLIssuer: [directory(signer)] }),
    });
    found.push(extension('2.5.29.31', false, new CRLDistributionPoints([point])));
  }
  if (hosts.length > 0) found.push(extension('2.5.29.17', false, new SubjectAlternativeName(hosts.map(alternative))));
  return [...found, ...more];
};

const pemOf = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;

/** Makes a certificate with a new key, issued by another or, with null, by itself. */
export const makeCertificate = (facts: Facts, issuer: Made | null): Made =>
  certificateOf(generateKeyPairSync('ec', { namedCurve: facts.curve }), facts, issuer);

/** Makes another certificate of the key of one. */
export const renewedCertificate = ({ key, publicKey }: Made, facts: Facts, issuer: Made): Made =>
  certificateOf({ privateKey: key, publicKey }, facts, issuer);

const certificateOf = (
  { privateKey, publicKey }: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  facts: Facts,
  issuer: Made | null,
): Made => {
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: new Uint8Array(facts.serial).buffer,
    signature: new AlgorithmIdentifier({ algorithm: sha256 }),
    issuer: nameOf(issuer?.facts.subject ?? facts.subject),
    validity: new Validity({ notBefore: new Date(facts.notBefore), notAfter: new Date(facts.notAfter) }),
    subject: nameOf(facts.subject),
    subjectPublicKeyInfo: AsnConvert.parse(spki(publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions(extensionsOf(facts, publicKey, issuer?.publicKey ?? publicKey)),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), issuer?.key ?? privateKey);
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithm: sha256 });
  const signatureValue = new Uint8Array(signature).buffer;
  const whole = new Certificate({ tbsCertificate, signatureAlgorithm, signatureValue });
  const der = Buffer.from(AsnConvert.serialize(whole));
  return { der, pem: pemOf('CERTIFICATE', der), key: privateKey, publicKey, facts, serial: facts.serial };
};

/** A revoked certificate; `issuer` null leaves its name out, as entries of a direct list do. */
export type RevokedFacts = { readonly serial: Buffer; readonly issuer: Facts['subject'] | null };

/** Makes a revocation list in DER. `indirect` says that it also revokes what others issued. */
export const makeRevocationList = (
  signer: Made,
  list: {
    readonly at: number;
    readonly until: number;
    readonly kind: 'direct' | 'indirect';
    readonly revoked: readonly RevokedFacts[];
  },
): Buffer => {
  const entries = list.revoked.map(
    ({ serial, issuer }) =>
      new RevokedCertificate({
        userCertificate: new Uint8Array(serial).buffer,
        revocationDate: new Time(new Date(list.at)),
        ...(issuer === null
          ? {}
          : { crlEntryExtensions: [extension('2.5.29.29', true, new CertificateIssuer([directory(issuer)]))] }),
      }),
  );
  const point = new IssuingDistributionPoint({ indirectCRL: true });
  const tbsCertList = new TBSCertList({
    version: Version.v2,
    signature: new AlgorithmIdentifier({ algorithm: sha256 }),
    issuer: nameOf(signer.facts.subject),
    thisUpdate: new Time(new Date(list.at)),
    nextUpdate: new Time(new Date(list.until)),
    ...(entries.length === 0 ? {} : { revokedCertificates: entries }),
    ...(list.kind === 'direct' ? {} : { crlExtensions: [extension('2.5.29.28', true, point)] }),
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertList)), signer.key);
  return Buffer.from(
    AsnConvert.serialize(
      new CertificateList({
        tbsCertList,
        signatureAlgorithm: new AlgorithmIdentifier({ algorithm: sha256 }),
        signature: new Uint8Array(signature).buffer,
      }),
    ),
  );
};
