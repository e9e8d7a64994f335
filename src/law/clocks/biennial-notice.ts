import { civilOfDay, dayOfCivil, yearsAfter } from '../calendar.ts';
import { type DueDay, noRuleYet, told, versionOn } from './clock.ts';

const cite = '47 CFR 64.2008(d)(2)';
const versions = [
  { id: 'CPNI-2007', from: dayOfCivil(2007, 12, 8) },
  { id: 'CPNI-2002', from: dayOfCivil(2003, 2, 24) },
];

/** The day by which the next opt-out notice must go out: the second anniversary, never rolled. */
export const biennialNotice = ({ sent }: { readonly sent: number }): DueDay => {
  const version = versionOn(versions, sent);
  if (version === null) return noRuleYet(cite, sent, '2003-02-24');
  const due = yearsAfter(sent, 2);
  const leap = civilOfDay(sent).date !== civilOfDay(due).date;
  const why = leap ? 'two years later, 28 February for want of a 29th' : 'two years later';
  return {
    due,
    cite,
    version,
    steps: [told(sent, 'notice sent: the trigger'), { day: due, counted: true, why: `${why}: the next notice is due` }],
  };
};
