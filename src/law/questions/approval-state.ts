import { firstDayOfUse, lastDayOfSilence, optOutForm, withinNotice } from '../47cfr/64.2008.ts';
import type { Scope } from '../coverage.ts';
import type { Events } from '../events.ts';
import { cpniVersionStarts } from '../versions.ts';
import { type Verdict, withheld } from './approval-verdict.ts';
import { consent } from './consent.ts';
import { silence } from './silence.ts';

/** What silence and consent say of one scope, apart; a refusal that stands closes both. */
export type ApprovalState = {
  readonly refusal: 'stands' | 'none';
  readonly silence: Verdict;
  readonly consent: Verdict;
};

const refused = withheld('refused');

/**
 * What a customer's events permit for a scope at an instant (epoch ms) on its local day, whatever approval the use needs.
 * Screening and `mayUseCpni` both rest on it. Versions are not asked here: which path may serve is `requirement`'s.
 */
export const approvalState = (events: Events, scope: Scope, at: number, day: number): ApprovalState => {
  const words = consent(events, scope, at);
  if (words.refusal === 'stands') return { refusal: 'stands', silence: refused, consent: refused };
  return { refusal: 'none', silence: silence(events, scope, at, day), consent: words.verdict };
};

/** Where an answer may change with no new event: instants in epoch ms, and local days from whose first instant it may. */
export type Boundaries = { readonly instants: readonly number[]; readonly days: readonly number[] };

const ascending = (values: Iterable<number>): readonly number[] => [...new Set(values)].sort((a, b) => a - b);

/**
 * Every boundary of `approvalState` for a scope, in order and without repeats: each event's own instant, the begin of each
 * version of the rules, the first day after each notice's wait and the first after its second anniversary. Between two
 * neighbours the state is constant.
 */
export const approvalBoundaries = (events: Events, scope: Scope): Boundaries => {
  const instants = new Set<number>(cpniVersionStarts);
  const days = new Set<number>();
  for (const list of [events.consents, events.notices, events.bounces, events.approvals, events.refusals])
    for (const { at } of list) instants.add(at);
  for (const notice of events.notices) {
    if (notice.approval === 'opt-in' || !optOutForm.holds(notice)) continue;
    if (!withinNotice.holds({ named: notice.covers, scope })) continue;
    days.add(firstDayOfUse(notice));
    days.add(lastDayOfSilence(notice) + 1);
  }
  return { instants: ascending(instants), days: ascending(days) };
};
