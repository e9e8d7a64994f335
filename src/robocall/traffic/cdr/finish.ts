import type { CanonicalCall, Outcome } from '../canonical.ts';
import type { Draft } from './draft.ts';
import { outcomeOf, refuserOf } from './outcome.ts';
import { partyOf } from './party.ts';

const undecided: readonly Outcome[] = ['invalid_number', 'blocked_analytics', 'network_failure', 'rejected'];

/** Many sources say only that the far side refused: that may be the callee or a network on the way. */
const releaserOf = (
  { released_by: by }: Draft,
  outcome: Outcome,
): { readonly by: CanonicalCall['released_by']; readonly inferred: boolean } =>
  by === 'callee' && undecided.includes(outcome) ? { by: refuserOf(outcome), inferred: true } : { by, inferred: false };

/** A canonical call whose instants are epoch ms: how they are written is the matter of who takes it. */
export type FinishedCall = Omit<CanonicalCall, 'start' | 'ring' | 'answer' | 'end'> & {
  readonly start: number;
  readonly ring: number | null;
  readonly answer: number | null;
  readonly end: number | null;
};

/** What all calls of a source share. */
export type SourceOfCalls = { readonly id: string; readonly answeredOnly: boolean };

/**
 * The canonical call of a draft. What the source does not say stays null; a start that it does not tell is the first instant that
 * it does, an answer that it does not tell the start, and both are named in `derived`. A sentence when it is none: no instant is told, or the end comes before the start.
 */
export const finish = (draft: Draft, source: SourceOfCalls): FinishedCall | string => {
  const { outcome, inferred } = outcomeOf(draft);
  const derived = inferred ? [...draft.derived, 'outcome'] : [...draft.derived];
  const start = draft.start ?? draft.ring ?? draft.answer ?? draft.end;
  if (start === null) return 'no time stands in the row';
  const released = releaserOf(draft, outcome);
  if (released.inferred && released.by !== null) derived.push('released_by');
  if (draft.start === null) derived.push('start');
  const answered = outcome === 'answered';
  if (answered && draft.answer === null) derived.push('answer');
  if (draft.end !== null && draft.end < start) return 'the call ends before it begins';
  const talk = answered || draft.end_missing ? draft.talk_ms : 0;
  const from = partyOf(draft.from_raw);
  const to = partyOf(draft.to_raw);
  return {
    source_id: source.id,
    source_row: draft.row,
    call_key: draft.call_key ?? `${source.id}#${draft.row}`,
    leg: draft.leg,
    account_ref: draft.account_ref,
    from_raw: draft.from_raw,
    to_raw: draft.to_raw,
    from: from.number,
    to: to.number,
    from_invalid_reason: from.reason,
    to_invalid_reason: to.reason,
    start,
    ring: draft.ring,
    answer: answered ? (draft.answer ?? start) : null,
    end: draft.end,
    talk_ms: talk,
    talk_precision_ms: talk === null ? null : draft.talk_precision_ms,
    talk_rounding: talk === null ? null : draft.talk_rounding,
    sip: draft.sip,
    q850: draft.q850,
    derived,
    disposition_raw: draft.disposition_raw,
    outcome,
    released_by: released.by,
    attest: draft.attest,
    identity_result: draft.identity_result,
    src_ip: draft.src_ip,
    trunk_out: draft.trunk_out,
    end_missing: draft.end_missing,
    answered_only: source.answeredOnly,
  };
};
