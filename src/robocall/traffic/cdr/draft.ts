import type { CanonicalCall, Outcome, TalkRounding } from '../canonical.ts';

/** What one row, or several joined, say of a call: instants in epoch ms, numbers as written. `finish` makes the canonical call of it. */
export type Draft = {
  /** The first line of the record, from 1. */
  readonly row: number;
  /** Which part of a call the row tells where a call has several, in the format's words; and whose side told it. */
  readonly part: string | null;
  readonly side: string | null;
  readonly call_key: string | null;
  readonly leg: CanonicalCall['leg'];
  readonly account_ref: string | null;
  readonly from_raw: string | null;
  readonly to_raw: string | null;
  readonly start: number | null;
  readonly ring: number | null;
  readonly answer: number | null;
  readonly end: number | null;
  /** Whether it was answered, where the source says so without telling when. */
  readonly answered: 'yes' | 'no' | 'by-answer';
  readonly talk_ms: number | null;
  readonly talk_precision_ms: 1 | 1000 | null;
  readonly talk_rounding: TalkRounding | null;
  readonly sip: number | null;
  readonly q850: number | null;
  readonly derived: readonly string[];
  readonly disposition_raw: string | null;
  /** What the source's own word for the end means; weighed after SIP and Q.850. */
  readonly named: Outcome | null;
  readonly released_by: CanonicalCall['released_by'];
  readonly attest: CanonicalCall['attest'];
  readonly identity_result: string | null;
  readonly src_ip: string | null;
  readonly trunk_out: string | null;
  readonly end_missing: boolean;
};

/** A row that says nothing yet. */
export const blank = (row: number): Draft => ({
  row,
  part: null,
  side: null,
  call_key: null,
  leg: null,
  account_ref: null,
  from_raw: null,
  to_raw: null,
  start: null,
  ring: null,
  answer: null,
  end: null,
  answered: 'by-answer',
  talk_ms: null,
  talk_precision_ms: null,
  talk_rounding: null,
  sip: null,
  q850: null,
  derived: [],
  disposition_raw: null,
  named: null,
  released_by: null,
  attest: null,
  identity_result: null,
  src_ip: null,
  trunk_out: null,
  end_missing: false,
});

/** Talk time of two instants that the source writes to the millisecond. */
export const exactTalk = (answer: number | null, end: number | null) =>
  ({
    talk_ms: answer === null ? 0 : end === null ? null : Math.max(0, end - answer),
    talk_precision_ms: 1,
    talk_rounding: 'exact',
  }) as const;

/** Talk time that the source tells in whole seconds, with its way of rounding. */
export const wholeTalk = (seconds: number | null, rounding: TalkRounding) =>
  ({ talk_ms: seconds === null ? null : seconds * 1000, talk_precision_ms: 1000, talk_rounding: rounding }) as const;
