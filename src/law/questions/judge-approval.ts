import { burdenOfProof, confidentialityAgreement, standsUntilChanged, whoNeedsWhich2007 } from '../47cfr/64.2007.ts';
import {
  delivered,
  emailConsent,
  noticeFirst,
  oneCallOnly,
  optOutForm,
  renewal,
  waitingPeriod,
  withinNotice,
} from '../47cfr/64.2008.ts';
import type { OnCall } from '../47usc/222.ts';
import type { Cite } from '../citation.ts';
import type { Rule, Weighed } from '../rule.ts';
import type { AllowedBasis, How, Missing } from './answer.ts';
import type { ApprovalState } from './approval-state.ts';
import { type ApprovalMissing, furthest } from './approval-verdict.ts';
import type { Requirement } from './requirement.ts';

type Lack = Exclude<Missing, 'promise'>;

/** What the law says before the carrier's own promises. */
export type Ground =
  | {
      readonly allowed: true;
      readonly basis: AllowedBasis;
      readonly cite: Cite;
      readonly how: How | null;
      readonly order: 'signed' | 'portal' | 'none';
    }
  | {
      readonly allowed: false;
      /** The deciding one first; promises come later. */
      readonly missing: readonly [Lack, ...Lack[]];
      readonly cite: Cite;
      readonly clearsDay: number | null;
    };

export type ApprovalNeeded = Extract<Requirement, { need: 'opt-out' | 'opt-in' }>;

const ruleLacked: Readonly<Record<ApprovalMissing, Rule<never>>> = {
  notice: noticeFirst,
  scope: withinNotice,
  'opt-in': whoNeedsWhich2007,
  'email-consent': emailConsent,
  form: optOutForm,
  delivery: delivered,
  'waiting-period': waitingPeriod,
  renewal,
  proof: burdenOfProof,
  refused: standsUntilChanged,
};

const yes = (basis: AllowedBasis, cite: Cite): Ground => ({ allowed: true, basis, cite, how: null, order: 'none' });

const byOneTime = yes('one-time', '47 CFR 64.2008(f)');
const bySilence = yes('opt-out', whoNeedsWhich2007.cite);
const byConsent = yes('opt-in', whoNeedsWhich2007.cite);
const withoutAgreement: Ground = {
  allowed: false,
  missing: ['agreement'],
  cite: confidentialityAgreement.cite,
  clearsDay: null,
};

/** The lack of the path that got furthest: consent always, silence where it may serve. */
const lackOf = (needed: ApprovalNeeded, { silence, consent }: ApprovalState): ApprovalMissing => {
  const lacked = consent.allowed ? 'notice' : consent.missing;
  if (needed.need === 'opt-in' || silence.allowed) return lacked;
  return furthest[silence.missing] > furthest[lacked] ? silence.missing : lacked;
};

/**
 * Whether approval that a use needs is there: one-time yes, then refusal, opt-in, opt-out (contracts.md 1.1 (3)). Screening
 * passes `none` for the one-time yes: campaigns are on no call. Paragraphs that decided go to `weighed`.
 */
export const judgeApproval = (
  needed: ApprovalNeeded,
  state: ApprovalState,
  oneTime: OnCall['oneTime'],
  weighed: Weighed[],
): Ground => {
  const spoken = needed.oneTime === 'may-serve' ? oneTime : 'none';
  if (spoken === 'live') {
    weighed.push(oneCallOnly.held);
    return byOneTime;
  }
  if (state.consent.allowed || (needed.need === 'opt-out' && state.silence.allowed)) {
    weighed.push(standsUntilChanged.held);
    if (needed.agreement === 'missing') return withoutAgreement;
    return state.consent.allowed ? byConsent : bySilence;
  }
  const lack = lackOf(needed, state);
  const clearsDay = needed.need === 'opt-out' && !state.silence.allowed ? state.silence.clearsDay : null;
  if (spoken === 'not-live' && lack !== 'refused') {
    weighed.push(oneCallOnly.failed);
    return { allowed: false, missing: ['call'], cite: oneCallOnly.cite, clearsDay };
  }
  const deciding: ApprovalMissing = spoken === 'out-of-scope' && lack === 'notice' ? 'scope' : lack;
  const rule = ruleLacked[deciding];
  weighed.push(rule.failed);
  return {
    allowed: false,
    missing: needed.agreement === 'missing' ? [deciding, 'agreement'] : [deciding],
    cite: rule.cite,
    clearsDay,
  };
};
