import { burdenOfProof, standsUntilChanged } from '../47cfr/64.2007.ts';
import { withinNotice } from '../47cfr/64.2008.ts';
import { type Scope, touches } from '../coverage.ts';
import type { Approval, Events, Notice } from '../events.ts';
import { type Verdict, withheld } from './approval-verdict.ts';

const none = withheld('notice');
const refused: Words = { refusal: 'stands', verdict: withheld('refused') };

/** The last refusal that reaches the scope, epoch ms; -Infinity when there is none. */
const lastRefusal = (events: Events, scope: Scope, at: number): number => {
  let last = Number.NEGATIVE_INFINITY;
  for (const refusal of events.refusals)
    if (refusal.at <= at && refusal.at > last && touches(refusal.covers, scope)) last = refusal.at;
  return last;
};

/**
 * Whether a yes answers a notice that covers the scope. Every sending under its id that went out at or before it must: an
 * id used for two texts proves neither.
 */
const answersCovering = (yes: Approval, events: Events, scope: Scope): boolean => {
  let answered = false;
  for (const notice of events.notices) {
    if (notice.id !== yes.notice || notice.at > yes.at) continue;
    if (!withinNotice.holds({ named: notice.covers, scope })) return false;
    answered = true;
  }
  return answered;
};

const isLater = (notice: Notice, than: Notice | null): boolean =>
  than === null || notice.at > than.at || (notice.at === than.at && notice.id > than.id);

/** Without any yes: how far a notice that asked has got. The latest speaks. */
const unanswered = (events: Events, scope: Scope, at: number): Verdict => {
  let asked: Notice | null = null;
  let other: Notice | null = null;
  for (const notice of events.notices) {
    if (notice.at > at) continue;
    if (withinNotice.holds({ named: notice.covers, scope })) {
      if (isLater(notice, asked)) asked = notice;
    } else if (isLater(notice, other)) other = notice;
  }
  if (asked !== null) return { allowed: false, missing: 'opt-in', notice: asked.id, clearsDay: null };
  return other === null ? none : { allowed: false, missing: 'scope', notice: other.id, clearsDay: null };
};

/** The refusal that stands, if one does, and whether an express yes permits. */
export type Words = { readonly refusal: 'stands' | 'none'; readonly verdict: Verdict };

/**
 * What the customer's own words say of a scope at an instant (epoch ms). A yes counts when it is proven and answers a notice
 * that covers the scope; it has no age limit; only such a yes, given later, lifts a refusal.
 */
export const consent = (events: Events, scope: Scope, at: number): Words => {
  let approvedAt = Number.NEGATIVE_INFINITY;
  let notice = '';
  let unproven: Approval | null = null;
  for (const yes of events.approvals) {
    if (yes.at > at || !answersCovering(yes, events, scope)) continue;
    if (!burdenOfProof.holds(yes)) {
      if (unproven === null || yes.at > unproven.at || (yes.at === unproven.at && yes.notice > unproven.notice))
        unproven = yes;
    } else if (yes.at > approvedAt || (yes.at === approvedAt && yes.notice > notice)) {
      approvedAt = yes.at;
      notice = yes.notice;
    }
  }
  const refusedAt = events.refusals.length === 0 ? Number.NEGATIVE_INFINITY : lastRefusal(events, scope, at);
  if (!standsUntilChanged.holds({ refusedAt, approvedAt })) return refused;
  if (approvedAt > Number.NEGATIVE_INFINITY)
    return { refusal: 'none', verdict: { allowed: true, basis: 'opt-in', notice } };
  if (unproven !== null)
    return {
      refusal: 'none',
      verdict: { allowed: false, missing: 'proof', notice: unproven.notice, clearsDay: null },
    };
  return { refusal: 'none', verdict: unanswered(events, scope, at) };
};
