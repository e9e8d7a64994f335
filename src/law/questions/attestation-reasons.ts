import type { SigningMissing } from './may-sign-for.ts';
import type { RightMissing } from './number-right.ts';

/** Why a call is signed lower than A, or not at all. */
export type AttestationMissing =
  | SigningMissing
  | RightMissing
  | 'role'
  | 'service'
  | 'sip'
  | 'received'
  | 'authentication'
  | 'vetting'
  | 'vetting-lapsed'
  | 'forwarded'
  | 'entry-point-only';

const words: Readonly<Record<AttestationMissing, string>> = {
  token: 'we have no valid service provider code token',
  certificate: 'we have no valid certificate',
  'own-decision': 'the level would be decided by the third party that signs, not by us',
  'own-certificate': 'the third party would sign with a certificate that is not ours',
  agreement: 'no written agreement with the third party names its tasks and confirms decision and certificate',
  'no-right': 'no right of the customer to this number is on record',
  evidence: 'the right to this number is claimed, not verified',
  'not-begun': 'the right to this number has not begun',
  ended: 'the right to this number has ended',
  'toll-free-authority': 'a toll-free number needs the word of its responsible organization',
  'end-users-right': "the number is the reseller's on record, not verified for the end user who calls",
  caller: 'whether our customer or a customer of its calls is not known',
  role: 'whether we originate this call is not known',
  service: 'the customer has no active service',
  sip: 'the call does not leave by SIP',
  received: 'whether the call came signed is not known',
  authentication: 'the call did not come over an authenticated connection of the customer',
  vetting: 'the customer is not vetted',
  'vetting-lapsed': "the customer's vetting has lapsed",
  forwarded: 'our customer forwards a call whose caller we do not know, and it came unsigned',
  'entry-point-only': 'we only take the call in from another provider',
};

const leads = {
  A: 'A: we know the customer, and the right to this number is verified.',
  B: 'B: we know the customer, not the right to this number:',
  C: 'C: we do not know who calls:',
} as const;

type Reasoned = {
  readonly level: 'A' | 'B' | 'C' | 'none';
  readonly act: 'sign' | 'keep' | 'keep-and-add-div' | 'nothing';
  readonly missing: readonly AttestationMissing[];
};

/** The answer in words, for a person and for the record of the call. */
export const attestationReason = ({ level, act, missing }: Reasoned): string => {
  if (act === 'keep') return 'Not signed anew: the signature that came with the call goes on unaltered.';
  if (act === 'keep-and-add-div')
    return 'Not signed anew: the signature of the caller is kept, and a div PASSporT tells of the forwarding.';
  if (level === 'A') return leads.A;
  const why = missing.map((one) => words[one]).join('; ');
  return level === 'none' ? `Nothing may be signed by us: ${why}.` : `${leads[level]} ${why}.`;
};
