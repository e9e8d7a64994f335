import { dayOfCivil } from '../calendar.ts';
import { type DueDay, noRuleYet, told, versionOn } from './clock.ts';

const cite = '47 CFR 64.1200(n)(2)';
const versions = [{ id: 'TB-2024', from: dayOfCivil(2024, 1, 8) }];
const least = 14;

/**
 * The day by which traffic named in an FCC notice is investigated, blocked and reported: as many days as the notice gives, at
 * least 14. It does not roll (doubt D-39).
 */
export const illegalTrafficNotice = ({
  noticed,
  days,
}: {
  readonly noticed: number;
  readonly days: number;
}): DueDay => {
  const version = versionOn(versions, noticed);
  if (version === null) return noRuleYet(cite, noticed, '2024-01-08');
  const given = Math.max(days, least);
  const due = noticed + given;
  return {
    due,
    cite,
    version,
    steps: [
      told(noticed, 'notice received: the trigger'),
      { day: due, counted: true, why: `day ${given}: the report is due at the FCC` },
    ],
  };
};
