import { dayOfCivil } from '../calendar.ts';
import { type DueDay, noRuleYet, told, versionOn } from './clock.ts';

const cite = '47 CFR 64.1200(n)(3)';
const versions = [{ id: 'TB-2024', from: dayOfCivil(2024, 1, 8) }];

/** The thirtieth day after the release of a Final Determination Order: all traffic of its provider is blocked by then (D-39). */
export const finalDetermination = ({ released }: { readonly released: number }): DueDay => {
  const version = versionOn(versions, released);
  if (version === null) return noRuleYet(cite, released, '2024-01-08');
  const due = released + 30;
  return {
    due,
    cite,
    version,
    steps: [
      told(released, 'order released: the trigger'),
      { day: due, counted: true, why: 'day 30: all traffic of the provider is blocked' },
    ],
  };
};
