import { addBusinessDays, dayOfCivil } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, told, versionOn } from './clock.ts';

const cite = '47 CFR 64.2009(f)';
const versions = [
  { id: 'CPNI-2007', from: dayOfCivil(2007, 12, 8) },
  { id: 'CPNI-2002', from: dayOfCivil(2003, 2, 24) },
];

/** The fifth business day after an opt-out failure was detected. The rule names no start: detection is doubt D-5's default. */
export const optOutFailureLetter = ({ detected, closures }: { readonly detected: number } & InOffice): DueDay => {
  const version = versionOn(versions, detected);
  if (version === null) return noRuleYet(cite, detected, '2003-02-24');
  const { day, steps } = addBusinessDays(detected, 5, closures);
  return {
    due: day,
    cite,
    version,
    steps: [told(detected, 'failure detected: the trigger'), ...endingDue(steps, 'the letter is due at the FCC')],
  };
};
