import { businessDayBefore, dayOfCivil } from '../calendar.ts';
import { type DueDay, endingDue, type InOffice, noRuleYet, rolledMarchFirst, told } from './clock.ts';

/** The year of filing, and whether the carrier promised to file before March 1. */
export type CertificationYear = InOffice & {
  readonly year: number;
  readonly promise: { readonly before: true } | null;
};

/** `promisedDue` is the last business day before March 1 where the carrier promised to file before it. */
export type Certification = DueDay & { readonly promisedDue: number | null };

const cite = '47 CFR 64.2009(e)';
const firstYear = 2008;

/** March 1 of the filing year, or the next business day (47 CFR 1.4(j)). Filings on paper of 2003 to 2007 had no date. */
export const annualCertification = ({ year, promise, closures }: CertificationYear): Certification => {
  const march1 = dayOfCivil(year, 3, 1);
  const promisedDue = promise === null ? null : businessDayBefore(march1, closures);
  const covered = dayOfCivil(year, 1, 1) - 1;
  if (year < firstYear) return { ...noRuleYet(cite, march1, 'the filing of 2008, for 2007'), promisedDue };
  const rolled = rolledMarchFirst(year, closures);
  return {
    due: rolled.day,
    cite,
    version: 'CPNI-2007',
    steps: [
      told(covered, `end of ${year - 1}, the year covered: the trigger`),
      ...endingDue(rolled.steps, 'the certification is due'),
    ],
    promisedDue,
  };
};
