import type { CanonicalCall, Outcome } from '../canonical.ts';
import type { Draft } from './draft.ts';

const table = (rows: readonly (readonly [Outcome, readonly number[]])[]): ReadonlyMap<number, Outcome> =>
  new Map(rows.flatMap(([outcome, codes]) => codes.map((code) => [code, outcome] as const)));

/** 603 and 608 stand apart: the first may say of whose making it is, the second always is analytics (RFC 8688). */
const bySip = table([
  ['cancelled', [487]],
  ['no_answer', [408, 480]],
  ['busy', [486, 600]],
  ['invalid_number', [404, 410, 484, 485, 604]],
  ['rejected', [403, 603, 607]],
  ['blocked_analytics', [608]],
  ['identity_failure', [428, 429, 436, 437, 438]],
  ['network_failure', [500, 502, 503, 504]],
]);

/** 16 is a normal end and says nothing of a call that was not answered; 127 is what is left of a code that has no cause. */
const byQ850 = table([
  ['no_answer', [18, 19, 20]],
  ['busy', [17]],
  ['invalid_number', [1, 22, 28]],
  ['rejected', [21]],
  ['network_failure', [34, 38, 41, 42, 102]],
  ['unknown', [127]],
]);

/** The reason phrase of 603+ (FCC 25-15): blocked by analytics and not declined by anybody. */
const networkBlocked = /network[ _]blocked/i;

/** The outcome a draft's codes tell, SIP before Q.850 before the source's own word, and whether it was only inferred. */
export const outcomeOf = (draft: Draft): { readonly outcome: Outcome; readonly inferred: boolean } => {
  const read = (outcome: Outcome) => ({ outcome, inferred: false });
  if (draft.answered === 'yes' || (draft.answered === 'by-answer' && draft.answer !== null)) return read('answered');
  const told =
    (draft.sip === null ? undefined : bySip.get(draft.sip)) ??
    (draft.q850 === null ? undefined : byQ850.get(draft.q850)) ??
    (draft.named === 'answered' ? null : draft.named);
  const declined = told === 'rejected' && draft.disposition_raw !== null && networkBlocked.test(draft.disposition_raw);
  if (declined || (told === 'rejected' && draft.named === 'blocked_analytics')) return read('blocked_analytics');
  if (told !== null && told !== undefined) return read(told);
  if (draft.released_by === 'caller') return { outcome: 'cancelled', inferred: true };
  return read('unknown');
};

/**
 * Who refused a call of this outcome, inferred: nobody but the callee is busy, and no callee says that a number does not exist.
 * Of a plain refusal it cannot be told.
 */
export const refuserOf = (outcome: Outcome): CanonicalCall['released_by'] => {
  if (outcome === 'busy') return 'callee';
  return outcome === 'invalid_number' || outcome === 'blocked_analytics' || outcome === 'network_failure'
    ? 'network'
    : null;
};
