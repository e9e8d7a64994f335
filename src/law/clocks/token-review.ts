import { dayOfCivil, rollForward } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, told, versionOn } from './clock.ts';

const cite = '47 CFR 64.6308(b)';
const versions = [{ id: 'TOKEN-2021', from: dayOfCivil(2021, 9, 30) }];

/** The sixtieth day after a service provider code token was revoked, rolled: the last one to ask the FCC for review. */
export const tokenReview = ({ revoked, closures }: { readonly revoked: number } & InOffice): DueDay => {
  const version = versionOn(versions, revoked);
  if (version === null) return noRuleYet(cite, revoked, '2021-09-30');
  const sixtieth = revoked + 60;
  const rolled = rollForward(sixtieth, closures);
  const why = rolled.day === sixtieth ? 'day 60' : 'next business day after day 60';
  return {
    due: rolled.day,
    cite,
    version,
    steps: [
      told(revoked, 'token revoked: the trigger'),
      ...endingDue([...rolled.skipped, { day: rolled.day, counted: true, why }], 'review is asked for by then'),
    ],
  };
};
