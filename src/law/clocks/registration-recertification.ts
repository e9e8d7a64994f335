import { dayOfCivil } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, rolledMarchFirst, told } from './clock.ts';

/** `windowOpens` is the first day the database takes the year's recertification. */
export type Recertification = DueDay & { readonly windowOpens: number | null };

const cite = '47 CFR 64.6305(h)';
const firstYear = 2026;

/** March 1, or the next business day: the yearly recertification in the Robocall Mitigation Database. */
export const registrationRecertification = ({
  year,
  closures,
}: { readonly year: number } & InOffice): Recertification => {
  const march1 = dayOfCivil(year, 3, 1);
  if (year < firstYear) return { ...noRuleYet(cite, march1, 'the round of 2026'), windowOpens: null };
  const rolled = rolledMarchFirst(year, closures);
  const windowOpens = dayOfCivil(year, 2, 1);
  return {
    due: rolled.day,
    cite,
    version: 'RMD-2026',
    steps: [
      told(windowOpens, 'the window opens: the trigger'),
      ...endingDue(rolled.steps, 'the recertification is due'),
    ],
    windowOpens,
  };
};
