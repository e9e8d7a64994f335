import { addBusinessDays, dayOfCivil } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, told, versionOn } from './clock.ts';

const cite = '47 CFR 1.8002(b)(2)';
const versions = [{ id: 'RMD-2026', from: dayOfCivil(2026, 2, 5) }];

/** The tenth business day after a change of what the FCC's registration system (CORES) says of the provider. */
export const fccAccountUpdate = ({ changed, closures }: { readonly changed: number } & InOffice): DueDay => {
  const version = versionOn(versions, changed);
  if (version === null) return noRuleYet(cite, changed, '2026-02-05');
  const { day, steps } = addBusinessDays(changed, 10, closures);
  return {
    due: day,
    cite,
    version,
    steps: [told(changed, 'registered data changed: the trigger'), ...endingDue(steps, 'the update is due')],
  };
};
