import type { Attestation } from '../signing/passport.ts';

export const levels = ['A', 'B', 'C'] as const satisfies readonly Attestation[];
export type Level = Attestation;

/** A call that asks to be carried. */
export type Call = {
  /** null where the switch named no account that it knows. */
  readonly accountId: string | null;
  readonly carrierId: string;
  readonly callId: string;
  readonly from: string;
  readonly to: readonly string[];
  /** The number that forwarded the call, by DIV, Diversion or History-Info; null where nothing says so. */
  readonly diverted: string | null;
  /** The level that was asked for; the lower of asked and computed is signed. */
  readonly asked: Level | null;
  /** Whether the asker reports the end of its calls: then a session counts without a lease. */
  readonly reportsEnd: boolean;
  /** NumericDate that the caller wants signed, or null for now. */
  readonly iat: number | null;
  readonly origid: string | null;
  readonly trunk: string | null;
  readonly sourceIp: string | null;
  /** When the asker says the call was placed (RFC 3339); told in the record, decides nothing. */
  readonly placedAt: string | null;
};

/** Every reason for which the gate refuses a call; SIP and HTTP status, our POL code, the law. No emergency call meets one. */
export const refusals = {
  'account-unknown': { sip: 403, http: 403, pol: 'POL4101', cite: '47 CFR 64.1200(n)(4)' },
  'account-ended': { sip: 403, http: 403, pol: 'POL4102', cite: '47 CFR 64.1200(n)(4)' },
  'not-vetted': { sip: 403, http: 403, pol: 'POL4103', cite: '47 CFR 64.1200(n)(4)' },
  suspended: { sip: 403, http: 403, pol: 'POL4104', cite: '47 CFR 64.6305(a)(2)' },
  terminated: { sip: 403, http: 403, pol: 'POL4105', cite: '47 CFR 64.6305(a)(2)' },
  'struck-out': { sip: 403, http: 403, pol: 'POL4106', cite: '47 CFR 64.6305(a)(2)' },
  'caller-id-malformed': { sip: 403, http: 403, pol: 'POL4107', cite: '47 CFR 64.1604' },
  'caller-id-not-authorized': { sip: 403, http: 403, pol: 'POL4108', cite: '47 CFR 64.1604' },
  'do-not-originate': { sip: 603, http: 403, pol: 'POL4109', cite: '47 CFR 64.1200(o)' },
  'number-blocked': { sip: 603, http: 403, pol: 'POL4110', cite: '47 CFR 64.6305(a)(2)' },
  'rate-limit': { sip: 480, http: 429, pol: 'POL4291', cite: '47 CFR 64.6305(a)(2)' },
  'session-limit': { sip: 486, http: 429, pol: 'POL4292', cite: '47 CFR 64.6305(a)(2)' },
  'cannot-know': { sip: 503, http: 503, pol: 'POL5031', cite: '47 CFR 64.6305(a)(2)' },
  'cannot-sign': { sip: 503, http: 503, pol: 'POL5032', cite: '47 CFR 64.6301(a)' },
} as const;
export type RefusalCode = keyof typeof refusals;

export type Refused = {
  readonly code: RefusalCode;
  /** SIP status. */
  readonly cause: number;
  readonly reason: string;
  readonly cite: string;
  /** How SIP says it: the phrase of the status line, and the value of the Reason header. */
  readonly sip: { readonly phrase: string; readonly reason: string };
};

/** What the gate thinks of a call, before anything is taken or signed. */
export type Judgement = {
  readonly carry: boolean;
  readonly emergency: boolean;
  readonly refused: Refused | null;
  /** Why it would have been refused where its account is in shadow mode and it was carried; null for every other call. */
  readonly shadowed: Refused | null;
  /** The level to sign; null: carried unsigned, or refused. */
  readonly attest: Level | null;
  readonly why: string;
  readonly rightId: string | null;
  /** Whether there is evidence that it was forwarded: a right of the account to the number that forwards. A header alone is none. */
  readonly forwarded: boolean;
};
