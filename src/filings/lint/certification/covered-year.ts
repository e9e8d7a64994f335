import { civilOfDay } from '../../../law/calendar.ts';
import { isoOf } from '../dates.ts';
import { type Finding, finding } from '../finding.ts';
import type { CertificationCase } from './case.ts';
import { oddPeriods } from './covered-years.ts';
import { placeOfDate, readAs } from './signing-date.ts';

const conflicts = ({ claims, year, asked }: CertificationCase): readonly Finding[] =>
  claims
    .filter((claim) => claim.year !== year)
    .map((claim) => {
      const against = asked === null ? `the rest of the filing covers ${year}` : `the year to be covered is ${year}`;
      return finding(
        '000-01',
        claim.place,
        `"${claim.place.quote}" speaks of ${claim.year}, but ${against}. Write ${year} throughout.`,
      );
    });

/** A certificate signed in another year than the one after the year it covers. */
const signedInAnotherYear = ({ document, claims, year, date, due }: CertificationCase): readonly Finding[] => {
  if (!date.signed || year === null || due === null || claims.length === 0) return [];
  const signedYear = civilOfDay(date.signed.day).year;
  const letterAgrees = date.letter !== null && civilOfDay(date.letter.day).year === year + 1;
  if (signedYear === year + 1 || letterAgrees) return [];
  const claim = claims.find((each) => each.year === year);
  const covered = claim ? `"${claim.place.quote}"` : `${year}`;
  return [
    finding(
      'C7-signed',
      claim?.place ?? placeOfDate(document, date.signed),
      `The filing covers ${covered} but is dated ${readAs(date.signed)}; a certificate covers the calendar year before the year of filing. Correct the year or the date.`,
    ),
  ];
};

/** One calendar year, the one before the filing, named alike everywhere (catalogue C7). */
export const coveredYear = (certification: CertificationCase): readonly Finding[] => {
  const { document, claims, year, date } = certification;
  const odd = oddPeriods(document).map((place) =>
    finding(
      'C7-period',
      place,
      `"${place.quote}" is no calendar year. The certificate covers January 1 to December 31.`,
    ),
  );
  const relative = document.units.some((unit) =>
    /\b(?:prior|previous|preceding|last|past)\s+(?:calendar\s+)?year\b/i.test(unit.text),
  );
  const unsaid =
    claims.length > 0 || odd.length > 0 || (relative && date.signed !== null)
      ? []
      : [
          finding(
            'C7-absent',
            null,
            `The filing does not say which year it covers. Name the calendar year${year === null ? '' : `, here ${year}`}${date.signed ? ` (it is dated ${isoOf(date.signed.day)})` : ''}.`,
          ),
        ];
  return [...conflicts(certification), ...odd, ...signedInAnotherYear(certification), ...unsaid];
};
