import type { ApprovalState } from '../../law/questions/approval-state.ts';
import { type ApprovalMissing, type Verdict, withheld } from '../../law/questions/approval-verdict.ts';

// Small numbers stand in a million rows; they never change their meaning.
const missingCodes: Readonly<Record<ApprovalMissing, number>> = {
  notice: 10,
  scope: 11,
  'opt-in': 12,
  'email-consent': 13,
  form: 14,
  delivery: 15,
  'waiting-period': 16,
  renewal: 17,
  proof: 18,
  refused: 19,
};
const optOut = 1;
const optIn = 2;

/** Codes of verdicts are below this number. */
export const codeCount = 20;

/** What stands where a customer has no row: nothing was ever sent to him. */
export const noNotice: number = missingCodes.notice;

/** A verdict of silence or consent as it is stored. */
export const codeOf = (verdict: Verdict): number => {
  if (verdict.allowed) return verdict.basis === 'opt-out' ? optOut : optIn;
  return missingCodes[verdict.missing];
};

const missingWords: readonly ApprovalMissing[] = [
  'notice',
  'scope',
  'opt-in',
  'email-consent',
  'form',
  'delivery',
  'waiting-period',
  'renewal',
  'proof',
  'refused',
];

const byCode = new Map<number, Verdict>([
  [optOut, { allowed: true, basis: 'opt-out', notice: '' }],
  [optIn, { allowed: true, basis: 'opt-in', notice: '' }],
  ...missingWords.map((missing): [number, Verdict] => [missingCodes[missing], withheld(missing)]),
]);

/** The state that two stored codes stand for, or null where a number is no code. */
export const stateOf = (silence: number, consent: number): ApprovalState | null => {
  const said = byCode.get(silence);
  const words = byCode.get(consent);
  if (said === undefined || words === undefined) return null;
  const refusal = silence === missingCodes.refused || consent === missingCodes.refused ? 'stands' : 'none';
  return { refusal, silence: said, consent: words };
};
