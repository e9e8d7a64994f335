import { dateOfDay, type Zone } from '../../kernel/time.ts';
import type { Coverage } from '../../law/coverage.ts';
import type { Events } from '../../law/events.ts';
import { approvalBoundaries, approvalState } from '../../law/questions/approval-state.ts';

/**
 * Where a customer stands with one notice: `waiting` until silence counts on `on`; `in-use` by silence since `on`; `said-no` or
 * `said-yes` on `on`; `not-in-use` as of `on`. `on` is a date of the carrier's zone.
 */
export type Status = {
  readonly state: 'waiting' | 'in-use' | 'said-no' | 'said-yes' | 'not-in-use';
  readonly on: string;
};

const lastBefore = (list: readonly { readonly at: number }[], at: number): number =>
  Math.max(...list.filter((event) => event.at <= at).map((event) => event.at));

/** Since when silence has permitted without a break. */
const openSince = (events: Events, covers: Coverage, at: number, here: Zone): number => {
  const scope = { asked: covers, touched: covers };
  const { instants, days } = approvalBoundaries(events, scope);
  const starts = [...instants, ...days.map((day) => here.startOf(day))]
    .filter((start) => start <= at)
    .sort((a, b) => b - a);
  let since = at;
  for (const start of starts) {
    if (!approvalState(events, scope, start, here.dayOf(start)).silence.allowed) break;
    since = start;
  }
  return since;
};

/** The state of a customer's choice about what a notice covers. `silenceCounts`: whether the carrier lets silence count now. */
export const statusOf = (
  events: Events,
  covers: Coverage,
  at: number,
  here: Zone,
  silenceCounts: (notice: string) => boolean,
): Status => {
  const scope = { asked: covers, touched: covers };
  const today = here.dayOf(at);
  const on = (instant: number) => dateOfDay(here.dayOf(instant));
  const { refusal, silence, consent } = approvalState(events, scope, at, today);
  if (refusal === 'stands') return { state: 'said-no', on: on(lastBefore(events.refusals, at)) };
  if (consent.allowed) return { state: 'said-yes', on: on(lastBefore(events.approvals, at)) };
  if (silence.allowed && silenceCounts(silence.notice))
    return { state: 'in-use', on: on(openSince(events, covers, at, here)) };
  if (!silence.allowed && silence.clearsDay !== null && silenceCounts(silence.notice ?? ''))
    return { state: 'waiting', on: dateOfDay(silence.clearsDay) };
  return { state: 'not-in-use', on: dateOfDay(today) };
};
