import { dayOfCivil, rollForward } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, told, versionOn } from './clock.ts';

// The duty moved from part 64 to part 1 in 2006 (71 FR 38091); the day, 30 days after publication, is recalled, not verified.
const versions = [
  { id: 'CALEA-2006', from: dayOfCivil(2006, 8, 4) },
  { id: 'CALEA-2000', from: dayOfCivil(2000, 2, 2) },
];

/** The ninetieth day after security policies were amended (or a merger or divestiture), rolled to a business day. */
export const caleaRefile = ({ amended, closures }: { readonly amended: number } & InOffice): DueDay => {
  const version = versionOn(versions, amended);
  const cite = version === 'CALEA-2006' || version === null ? '47 CFR 1.20005(a)' : '47 CFR 64.2105(a)';
  if (version === null) return noRuleYet(cite, amended, '2000-02-02');
  const ninetieth = amended + 90;
  const rolled = rollForward(ninetieth, closures);
  const why = rolled.day === ninetieth ? 'day 90' : 'next business day after day 90';
  return {
    due: rolled.day,
    cite,
    version,
    steps: [
      told(amended, 'policies amended: the trigger'),
      ...endingDue([...rolled.skipped, { day: rolled.day, counted: true, why }], 'the policies are due at the FCC'),
    ],
  };
};
