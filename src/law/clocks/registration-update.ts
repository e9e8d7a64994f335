import { addBusinessDays, dayOfCivil } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, told, versionOn } from './clock.ts';

// Numbered as today; earlier versions had the same duty under other letters (doubt D-23). RMD-2023GW bound gateways only.
const cite = '47 CFR 64.6305(d)(5)';
const versions = [
  { id: 'RMD-2026', from: dayOfCivil(2026, 2, 5) },
  { id: 'RMD-2024', from: dayOfCivil(2024, 2, 26) },
  { id: 'RMD-2021', from: dayOfCivil(2021, 6, 30) },
];

/** The tenth business day after a change of what the Robocall Mitigation Database says of the provider. */
export const registrationUpdate = ({ changed, closures }: { readonly changed: number } & InOffice): DueDay => {
  const version = versionOn(versions, changed);
  if (version === null) return noRuleYet(cite, changed, '2021-06-30');
  const { day, steps } = addBusinessDays(changed, 10, closures);
  return {
    due: day,
    cite,
    version,
    steps: [told(changed, 'filed information changed: the trigger'), ...endingDue(steps, 'the update is due')],
  };
};
