import { addBusinessDays, dayOfCivil, type Step } from '../calendar.ts';
import { type DueDay, type InOffice, noRuleYet, told, versionOn } from './clock.ts';

/** When law enforcement was told of the breach, and through which day an agency in writing asked to wait, or null. */
export type BreachReported = InOffice & { readonly reported: number; readonly agencyDelayUntil: number | null };

const holdCite = '47 CFR 64.2011(b)(1)';
const delayCite = '47 CFR 64.2011(b)(3)';
const versions = [{ id: 'BRK-2007', from: dayOfCivil(2007, 12, 8) }];

const inOrder = (steps: readonly Step[]): readonly Step[] => [...steps].sort((a, b) => a.day - b.day);

/**
 * The first day on which customers may be told: the later of the day after the seventh full business day and the day
 * after the agency's delay. Never rolled: it is a permission. The urgent exception of (b)(2) is a person's decision.
 */
export const breachCustomerNotice = ({ reported, agencyDelayUntil, closures }: BreachReported): DueDay => {
  const version = versionOn(versions, reported);
  if (version === null) return noRuleYet(holdCite, reported, '2007-12-08');
  const hold = addBusinessDays(reported, 7, closures);
  const delayed = agencyDelayUntil !== null && agencyDelayUntil > hold.day;
  const due = 1 + (delayed ? agencyDelayUntil : hold.day);
  const delay =
    agencyDelayUntil === null || agencyDelayUntil < reported
      ? []
      : [told(agencyDelayUntil, "last day of the agency's delay ((b)(3))")];
  return {
    due,
    cite: delayed ? delayCite : holdCite,
    version,
    steps: [
      told(reported, 'breach reported to law enforcement: the trigger'),
      ...inOrder([...hold.steps.map((step) => (step.counted ? { ...step, why: `full ${step.why}` } : step)), ...delay]),
      told(due, 'first day customers may be told'),
    ],
  };
};
