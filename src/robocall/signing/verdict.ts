import type { Attestation } from './passport.ts';
import type { Warning } from './warning.ts';

/** The rows by which a token is judged, in the order in which they are weighed: what is cheap before what reaches out. ATIS-1000082; `replay` is ours. */
const rows = [
  ['E3', 403, 'No-TN-Validation', 'requestFresh'],
  ['E4', 438, 'No-TN-Validation', 'fullForm'],
  ['E5', 438, 'No-TN-Validation', 'pptParameter'],
  ['E6', 436, 'No-TN-Validation', 'infoGiven'],
  ['E7', 436, 'No-TN-Validation', 'infoIsAddress'],
  ['E9', 436, 'No-TN-Validation', 'headerComplete'],
  ['E10', 436, 'No-TN-Validation', 'infoIsX5u'],
  ['E11', 437, 'No-TN-Validation', 'typ'],
  ['E12', 437, 'No-TN-Validation', 'alg'],
  ['E13', 438, 'No-TN-Validation', 'ppt'],
  ['E14', 438, 'No-TN-Validation', 'claimsComplete'],
  ['E15', 403, 'No-TN-Validation', 'iatFresh'],
  ['E19', 438, 'No-TN-Validation', 'attest'],
  ['E16', 438, 'No-TN-Validation', 'numbers'],
  ['E8', 436, 'No-TN-Validation', 'certificateFetched'],
  ['E17', 437, 'TN-Validation-Failed', 'certificateTrusted'],
  ['E18', 438, 'TN-Validation-Failed', 'signature'],
  ['replay', 438, 'TN-Validation-Failed', 'notReplayed'],
] as const;

export type Row = (typeof rows)[number][0];
export type Check = (typeof rows)[number][3];
export type Verstat = 'TN-Validation-Passed' | 'TN-Validation-Failed' | 'No-TN-Validation';

const texts = {
  403: 'Stale Date',
  436: 'Bad identity Info',
  437: 'Unsupported credential',
  438: 'Invalid Identity Header',
} as const;

/** Why a token is refused. `reasoncode` is the SIP code (RFC 8224 section 6.2.2), an integer; `reasondesc` says it in words. */
export type Reason = {
  readonly row: Row;
  readonly reasoncode: keyof typeof texts;
  readonly reasontext: (typeof texts)[keyof typeof texts];
  readonly reasondesc: string;
};

/** What is known of who signed, once the certificate was found trusted. */
export type SignedBy = {
  readonly spc: string;
  readonly subject: string;
  readonly issuer: string;
  readonly fingerprint: string;
};

/** What a verifier says of one token. */
export type Verdict = {
  readonly verstat: Verstat;
  /** Null where the token passed. */
  readonly reason: Reason | null;
  /** True: held; false: the reason of the refusal; null: not reached. */
  readonly checks: Readonly<Record<Check, boolean | null>>;
  readonly warnings: readonly Warning[];
  readonly signer: SignedBy | null;
  /** What the token claims, believed only where it passed; null where it was not readable. */
  readonly attest: Attestation | null;
  readonly origid: string | null;
};

/** A row that does not hold, and what was found. */
export type Failure = { readonly row: Row; readonly desc: string };

/** Tells a failure from what was read. */
export const isFailure = <T extends object>(value: T | Failure): value is Failure => 'row' in value;

const stateAt = (failed: Row | null): Verdict['checks'] => {
  const place = rows.findIndex(([row]) => row === failed);
  const state = (check: Check): boolean | null => {
    const index = rows.findIndex(([, , , name]) => name === check);
    return failed === null || index < place ? true : index === place ? false : null;
  };
  return {
    requestFresh: state('requestFresh'),
    fullForm: state('fullForm'),
    pptParameter: state('pptParameter'),
    infoGiven: state('infoGiven'),
    infoIsAddress: state('infoIsAddress'),
    headerComplete: state('headerComplete'),
    infoIsX5u: state('infoIsX5u'),
    typ: state('typ'),
    alg: state('alg'),
    ppt: state('ppt'),
    claimsComplete: state('claimsComplete'),
    iatFresh: state('iatFresh'),
    attest: state('attest'),
    numbers: state('numbers'),
    certificateFetched: state('certificateFetched'),
    certificateTrusted: state('certificateTrusted'),
    signature: state('signature'),
    notReplayed: state('notReplayed'),
  };
};

// made once: a verifier answers thousands of calls a second
const allHeld = stateAt(null);
const untilRow = new Map<Row, Verdict['checks']>(rows.map(([row]) => [row, stateAt(row)]));

/** Every check as it stands when a row failed; all true where none did. */
export const checksUntil = (failed: Row | null): Verdict['checks'] =>
  failed === null ? allHeld : (untilRow.get(failed) ?? allHeld);

/** The status and the reason that a row gives. */
export const outcomeOf = ({ row, desc }: Failure): { readonly verstat: Verstat; readonly reason: Reason } => {
  const [, reasoncode, verstat] = rows.find(([name]) => name === row) ?? rows[0];
  return { verstat, reason: { row, reasoncode, reasontext: texts[reasoncode], reasondesc: desc } };
};
