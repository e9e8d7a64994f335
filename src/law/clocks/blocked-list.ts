import { addBusinessDays, dayOfCivil } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, told, versionOn } from './clock.ts';

const cite = '47 CFR 64.1200(k)(10)';
const versions = [{ id: 'BLOCK-2022', from: dayOfCivil(2022, 1, 1) }];

/** The third business day after a subscriber asked which calls to him were blocked. */
export const blockedList = ({ asked, closures }: { readonly asked: number } & InOffice): DueDay => {
  const version = versionOn(versions, asked);
  if (version === null) return noRuleYet(cite, asked, '2022-01-01');
  const { day, steps } = addBusinessDays(asked, 3, closures);
  return {
    due: day,
    cite,
    version,
    steps: [told(asked, 'list asked for: the trigger'), ...endingDue(steps, 'the list is due')],
  };
};
