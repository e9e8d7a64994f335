/** What became of a call attempt, whatever the switch calls it. */
export const outcomes = [
  'answered',
  'no_answer',
  'busy',
  'cancelled',
  'invalid_number',
  'rejected',
  'blocked_analytics',
  'identity_failure',
  'network_failure',
  'limit_rejected',
  'unknown',
] as const;
export type Outcome = (typeof outcomes)[number];

/** How a source makes its talk time out of the true one; sources of different rounding do not compare at the six-second line. */
export const roundings = ['exact', 'floor', 'ceil', 'stamp_diff', 'round'] as const;
export type TalkRounding = (typeof roundings)[number];

/** Who ended a call. */
export const releasers = ['caller', 'callee', 'network', 'system'] as const;
export type Releaser = (typeof releasers)[number];

/** One call attempt as every importer writes it and every measure reads it; names are those of the interchange form (NDJSON). */
export type CanonicalCall = {
  /** The file or stream and the line in it: a traceback answer needs the original row. */
  readonly source_id: string;
  readonly source_row: number;
  /** The SIP Call-ID where there is one, otherwise the source's own id; with `leg` the key by which doubles are known. */
  readonly call_key: string;
  /** `a` is the customer's side, the one to count. */
  readonly leg: 'a' | 'b' | null;
  readonly account_ref: string | null;
  readonly from_raw: string | null;
  readonly to_raw: string | null;
  /** E.164 with its plus, or null with the reason beside it. */
  readonly from: string | null;
  readonly to: string | null;
  readonly from_invalid_reason: string | null;
  readonly to_invalid_reason: string | null;
  /** RFC 3339 with milliseconds, UTC; `answer` is null exactly when the call was never answered. */
  readonly start: string | null;
  readonly ring: string | null;
  readonly answer: string | null;
  readonly end: string | null;
  readonly talk_ms: number | null;
  readonly talk_precision_ms: 1 | 1000 | null;
  readonly talk_rounding: TalkRounding | null;
  readonly sip: number | null;
  readonly q850: number | null;
  /** Fields (`sip`, `q850`, `outcome`, `released_by`, the stamps) that were inferred and not read. */
  readonly derived: readonly string[];
  readonly disposition_raw: string | null;
  readonly outcome: Outcome;
  readonly released_by: Releaser | null;
  readonly attest: 'A' | 'B' | 'C' | null;
  readonly identity_result: string | null;
  readonly src_ip: string | null;
  readonly trunk_out: string | null;
  /** The row that tells the end never came: `end` and `talk_ms` are not known, and the call counts in no duration. */
  readonly end_missing: boolean;
  /** The source keeps answered calls only (a carrier's invoice): no share of answered calls can be taken from it. */
  readonly answered_only: boolean;
};
