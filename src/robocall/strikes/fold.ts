import { afterStrike, type StrikeAnswer, type StrikeEvent } from '../../law/questions/strike-consequence.ts';
import type { Known } from './store.ts';

/** An event in its place of the account's order, and what the law says that it brings about. */
export type Step = { readonly seq: number; readonly event: StrikeEvent; readonly answer: StrikeAnswer };

/** What events bring about one after the other, from where an account stands. */
export const fold = ({ state: from, seq }: Known, events: readonly StrikeEvent[]): readonly Step[] => {
  let state = from;
  return events.map((event, n) => {
    const answer = afterStrike(state, event);
    state = answer.state;
    return { seq: seq + n + 1, event, answer };
  });
};

/** Whether the step left the account as it was: a call that only belongs to a finding changes nothing else either. */
export const changes = ({ answer: { consequence } }: Step): boolean =>
  consequence !== 'attach' && consequence !== 'not-an-infraction' && consequence !== 'not-applicable';

/** The finding that a step is about, by its number; one that a late proof opened is its other one. */
export const findingOf = ({ event, answer }: Step): number | null => {
  if (event.kind === 'warning-delivered' || event.kind === 'voided') return event.finding;
  if (event.kind !== 'closed') return answer.finding;
  return answer.state.findings.findLast(({ voided }) => voided === null)?.number ?? null;
};
