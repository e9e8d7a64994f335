import { addBusinessDays, dayOfCivil } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, told, versionOn } from './clock.ts';

/** When a breach was reasonably determined, and what the carrier itself promised: calendar days, or null for no promise. */
export type BreachDetermined = InOffice & {
  readonly determined: number;
  readonly promise: { readonly calendarDays: number } | null;
};

/** `promisedDue` is the carrier's own deadline; it stands even where the rule sets none. */
export type BreachReport = DueDay & { readonly promisedDue: number | null };

const cite = '47 CFR 64.2011(b)';
// BRK-2024-PENDING keeps the seven business days and adds the FCC; it is in no version list until it has a date.
const versions = [{ id: 'BRK-2007', from: dayOfCivil(2007, 12, 8) }];

/** The seventh business day after determination: the last day to report to the Secret Service and the FBI. */
export const breachReport = ({ determined, promise, closures }: BreachDetermined): BreachReport => {
  const promisedDue = promise === null ? null : determined + promise.calendarDays;
  const version = versionOn(versions, determined);
  if (version === null) return { ...noRuleYet(cite, determined, '2007-12-08'), promisedDue };
  const { day, steps } = addBusinessDays(determined, 7, closures);
  return {
    due: day,
    cite,
    version,
    steps: [told(determined, 'breach reasonably determined: the trigger'), ...endingDue(steps, 'the report is due')],
    promisedDue,
  };
};
