import { type Closures, dayOfCivil, rollForward, type Step } from '../calendar.ts';

/** What every clock answers: the day something is due, the rule that says so, and each day of the way there. */
export type DueDay = {
  /** Day number; null when no rule set the deadline at the trigger. */
  readonly due: number | null;
  readonly cite: string;
  /** The version of the rule in force on the trigger's date; null before the first. */
  readonly version: string | null;
  /** Never empty, in the order of the days. */
  readonly steps: readonly Step[];
};

/** The office's calendar closures beyond weekends and legal holidays; every clock that rolls or counts business days asks. */
export type InOffice = { readonly closures: Closures };

/** A version of a rule and the first day it was in force. */
export type Version = { readonly id: string; readonly from: number };

/** The version in force on a day, or null before the first. Versions stand in order, the latest first. */
export const versionOn = (versions: readonly Version[], day: number): string | null =>
  versions.find((version) => day >= version.from)?.id ?? null;

/** A day that is only told, not counted. */
export const told = (day: number, why: string): Step => ({ day, counted: false, why });

/** The answer to a trigger before any rule set this deadline. */
export const noRuleYet = (cite: string, trigger: number, since: string): DueDay => ({
  due: null,
  cite,
  version: null,
  steps: [told(trigger, `nothing was due: the rule sets this deadline only from ${since}`)],
});

/** The steps with the last one's reason saying that it is the due day. */
export const endingDue = (steps: readonly Step[], why: string): readonly Step[] =>
  steps.map((step, index) => (index === steps.length - 1 ? { ...step, why: `${step.why}: ${why}` } : step));

/** March 1 of a year, or the next business day, with each day passed over. */
export const rolledMarchFirst = (
  year: number,
  closures: Closures,
): { readonly day: number; readonly steps: readonly Step[] } => {
  const marchFirst = dayOfCivil(year, 3, 1);
  const { day, skipped } = rollForward(marchFirst, closures);
  const why = day === marchFirst ? 'March 1' : 'next business day after March 1';
  return { day, steps: [...skipped, { day, counted: true, why }] };
};
