import type { Cite } from './citation.ts';

/** A civil date; the rule is in force from 00:00 Eastern of it. */
export type LegalDate = `${number}-${number}-${number}`;

/** When a rule binds. `until` is its last day. `delayed`: adopted, in force on no day until a date is set. */
export type Effective =
  | { readonly from: LegalDate }
  | { readonly from: LegalDate; readonly until: LegalDate }
  | { readonly adopted: LegalDate; readonly from: 'delayed' };

/** That a paragraph was asked, and whether what it demands held. */
export type Weighed = { readonly cite: Cite; readonly held: boolean };

/** One paragraph: where it stands, what it demands in our own words, since when, and how to tell from facts. */
export type Rule<Facts> = {
  readonly cite: Cite;
  readonly duty: string;
  readonly effective: Effective;
  /** True when the facts meet the paragraph. Facts that are unknown never do. */
  holds(facts: Facts): boolean;
  readonly held: Weighed;
  readonly failed: Weighed;
};

type Text<Facts> = Omit<Rule<Facts>, 'held' | 'failed'>;

/** A paragraph as a rule. The two outcomes are made once, so that weighing allocates nothing. */
export const rule = <Facts>(text: Text<Facts>): Rule<Facts> => ({
  ...text,
  held: { cite: text.cite, held: true },
  failed: { cite: text.cite, held: false },
});

/** Asks a rule and keeps in `weighed` that it was asked. */
export const weigh = <Facts>(asked: Rule<Facts>, facts: Facts, weighed: Weighed[]): boolean => {
  const held = asked.holds(facts);
  weighed.push(held ? asked.held : asked.failed);
  return held;
};

/** A paragraph that is not a rule here, and why. */
export type NotEncoded = { readonly cite: Cite; readonly why: string };

/** What every section exports: its rules in the order of paragraphs, and what it leaves out. */
export type Section = {
  readonly cite: Cite;
  readonly rules: readonly Rule<never>[];
  readonly notEncoded: readonly NotEncoded[];
};

/** Whether a rule is in force on a civil date in Eastern time, `YYYY-MM-DD`; a delayed one from the date that was set for it. */
export const inForce = ({ effective }: Rule<never>, date: LegalDate, delayedFrom: LegalDate | 'not-set'): boolean => {
  const from = effective.from === 'delayed' ? delayedFrom : effective.from;
  if (from === 'not-set' || date < from) return false;
  return !('until' in effective) || date <= effective.until;
};
