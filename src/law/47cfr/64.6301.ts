import { rule, type Section } from '../rule.ts';
import { keptThrough } from './64.2007.ts';

const from = '2021-06-30';
const thirdParties = '2025-09-18';

/** One call on the IP parts of a network; what happened to its caller ID. */
export type SignedCall = {
  readonly network: 'ip' | 'non-ip' | 'unknown';
  readonly signed: 'yes' | 'no' | 'unknown';
  readonly verified: 'yes' | 'no' | 'unknown';
};

export const ownNetwork = rule<SignedCall>({
  cite: '47 CFR 64.6301(a)(1)',
  duty: 'Calls that stay on the own network are signed and verified',
  effective: { from },
  holds: ({ network, signed, verified }) => network === 'non-ip' || (signed === 'yes' && verified === 'yes'),
});

export const originatedSigned = rule<{
  readonly exchange: 'sip' | 'non-ip' | 'unknown';
  readonly level: 'A' | 'B' | 'C' | 'none';
}>({
  cite: '47 CFR 64.6301(a)(2)',
  duty: 'SIP calls that are originated and passed on are signed as far as that is technically feasible, and the signed data goes along',
  effective: { from },
  holds: ({ exchange, level }) => exchange === 'non-ip' || level !== 'none',
});

export const terminatedVerified = rule<SignedCall>({
  cite: '47 CFR 64.6301(a)(3)',
  duty: 'Signed calls that are terminated are verified',
  effective: { from },
  holds: ({ network, signed, verified }) => network === 'non-ip' || signed === 'no' || verified === 'yes',
});

/** Who does what when another party signs for the provider (AUTH-2025). */
export type SignedByThirdParty = {
  readonly levelDecidedBy: 'us' | 'third-party' | 'unknown';
  readonly certificate: 'ours' | 'third-partys' | 'unknown';
  /** `complete`: in writing, with the tasks of the third party, and confirming (1) and (2). */
  readonly agreement: 'complete' | 'incomplete' | 'oral' | 'none' | 'unknown';
};

export const ownDecision = rule<SignedByThirdParty>({
  cite: '47 CFR 64.6301(b)(1)',
  duty: 'A third party may sign only where the provider itself decides the level of every attestation',
  effective: { from: thirdParties },
  holds: ({ levelDecidedBy }) => levelDecidedBy === 'us',
});

export const ownCertificate = rule<SignedByThirdParty>({
  cite: '47 CFR 64.6301(b)(2)',
  duty: "Every call that a third party signs is signed with the provider's own certificate",
  effective: { from: thirdParties },
  holds: ({ certificate }) => certificate === 'ours',
});

export const writtenAgreement = rule<SignedByThirdParty>({
  cite: '47 CFR 64.6301(b)(3)',
  duty: 'A written agreement names the tasks of the third party and confirms whose decision and whose certificate it is (doubt D-24)',
  effective: { from: thirdParties },
  holds: ({ agreement }) => agreement === 'complete',
});

/** Day numbers; `ended` null while the agreement runs, `purged` null while it is kept. */
export const agreementKept = rule<{ readonly ended: number | null; readonly purged: number | null }>({
  cite: '47 CFR 64.6301(b)(4)',
  duty: 'The agreement is kept for two years after it ends (doubt D-24)',
  effective: { from: thirdParties },
  holds: ({ ended, purged }) => purged === null || (ended !== null && purged >= keptThrough(ended, 2)),
});

/** The provider's own service provider code token and certificate. */
export type Credentials = {
  readonly token: 'valid' | 'expired' | 'revoked' | 'none' | 'unknown';
  readonly certificate: 'valid' | 'expired' | 'revoked' | 'none' | 'unknown';
};

export const ownCredentials = rule<Credentials>({
  cite: '47 CFR 64.6301(c)',
  duty: 'A provider with the duty to sign has a service provider code token and a certificate of its own',
  effective: { from: thirdParties },
  holds: ({ token, certificate }) => token === 'valid' && certificate === 'valid',
});

/** Caller ID authentication by voice service providers, 47 CFR 64.6301. */
export const section646301: Section = {
  cite: '47 CFR 64.6301',
  rules: [
    ownNetwork,
    originatedSigned,
    terminatedVerified,
    ownDecision,
    ownCertificate,
    writtenAgreement,
    agreementKept,
    ownCredentials,
  ],
  notEncoded: [],
};
