import { civilOfDay } from '../../../law/calendar.ts';
import { datesIn } from '../dates.ts';
import { type OpenDocument, type Place, placeOf, type Unit } from '../document.ts';

/** A year that the filing says it is about. */
export type YearClaim = {
  readonly year: number;
  readonly place: Place;
  readonly strength: 'period' | 'covering' | 'mentioned';
};

const year = '(?<year>(?:19|20)\\d\\d)';
const period = new RegExp(
  `\\b(?:january|jan\\.?)\\s+1(?:st)?,?\\s*(?<first>(?:19|20)\\d\\d)?\\s*(?:-|to|through|thru|until|and(?: ending)?)\\s*(?:december|dec\\.?)\\s+31(?:st)?,?\\s*${year}`,
  'gi',
);
const otherPeriod = new RegExp(
  `\\b(?:period|year|covering|covers)\\b.{0,40}?(?:[a-z]+\\.?\\s+\\d{1,2}(?:st)?,?\\s*(?:(?:19|20)\\d\\d)?)\\s*(?:-|to|through|thru|until)\\s*(?:[a-z]+\\.?\\s+\\d{1,2}(?:st|th)?,?\\s*)${year}`,
  'gi',
);
const lead =
  '(?:the\\s+|its\\s+|our\\s+)?(?:prior|previous|preceding|past|last|full|entire|whole|complete|immediately\\s+preceding|reporting|certification|covered)*\\s*';
const covering = new RegExp(
  `\\b(?:covering|covers|covered|cover|reporting\\s+(?:period|year)|period\\s+covered|year\\s+covered|certification\\s+(?:period|year)|covered\\s+(?:period|year)|calendar[\\s-]+year|fiscal\\s+year|year\\s+end(?:ed|ing)\\s+(?:on\\s+)?(?:december\\s+31,?)?|year)\\s*(?:is|was|of|in|:|-|,)?\\s*${lead}(?:calendar\\s+|fiscal\\s+)?(?:year|period)?\\s*(?:of|in|:|,|\\()?\\s*(?:ended\\s+|ending\\s+)?(?:december\\s+31,?\\s*)?${year}(?![/\\d-])`,
  'gi',
);
const mentioned = new RegExp(
  `\\b(?:during|in|for|throughout|of|within|over|all\\s+of)\\s+${lead}(?:calendar\\s+)?(?:year\\s+)?${year}(?![/\\d-])`,
  'gi',
);
const about =
  /\bcompl(?:y|ied|iance|iant)\b|\bcomplaints?\b|\bdata\s*brokers?\b|\bpretext|\badequa|\bcertif|\bensured?\b|\bproceedings?\b|\bbreach(?:es)?\b/i;
const elsewhere =
  /\b(?:compar|prior-year|last year's|previous(?:ly)? (?:certif|filed|filing)|earlier (?:certif|filing)|since|effective|adopted|amended|act of|revised|order|released|fcc rcd|docket no|fed\. reg|founded|incorporated|established in|order of|pub\. l|in connection with the \d{4}|planned|plans|will )/i;

const strongest = (claims: readonly YearClaim[]): readonly YearClaim[] =>
  claims.filter(
    (claim, at) =>
      !claims.some(
        (other, before) => before < at && other.place.line === claim.place.line && other.year === claim.year,
      ),
  );

const claimsBy = (
  document: OpenDocument,
  unit: Unit,
  pattern: RegExp,
  strength: YearClaim['strength'],
): readonly YearClaim[] =>
  [...unit.text.matchAll(pattern)]
    .filter(
      (match) =>
        strength === 'period' ||
        !elsewhere.test(unit.text.slice(Math.max(0, match.index - 45), match.index + match[0].length + 25)),
    )
    .map((match) => ({
      year: Number(match.groups?.year),
      place: placeOf(document, unit, match.index, match.index + match[0].length),
      strength,
    }));

/** "Certification for 2026 covering 2025": the first is the year of filing, and no claim. */
const isFilingYear = (unit: Unit, claim: YearClaim): boolean =>
  new RegExp(
    `\\bcertif\\w*\\s+(?:statement\\s+|filing\\s+|report\\s+)?for\\s+(?:the\\s+)?(?:filing\\s+)?(?:year\\s+)?${claim.year}\\b`,
    'i',
  ).test(unit.text) || /\bfiling year\b|\bfiled in\b|\bdue\b/i.test(unit.text);

/** A title that ends in a bare year: "Certificate of compliance, CPNI, 2022". */
const titled = new RegExp(
  `\\b(?:certif\\w*|compliance|cpni|statement|report)\\b.*(?:\\s|,|-|\\()${year}\\)?\\s*$`,
  'gi',
);
const headline = new RegExp(`^\\W*(?:[ivx]+[.)]\\s*)?(?:the\\s+)?(?:calendar\\s+)?year\\s+${year}\\W*$`, 'gi');
const filedIn = /\b(?:filed|filing|due|dated?|submitted|signed|executed|version|rev\w*)\b/i;

/** The years the filing claims to cover, the strongest wordings first. */
export const coveredYears = (document: OpenDocument): readonly YearClaim[] => {
  const claims = document.units.flatMap((unit) => {
    const strong = [...claimsBy(document, unit, period, 'period'), ...claimsBy(document, unit, covering, 'covering')];
    const title =
      unit.kind === 'text' || filedIn.test(unit.text)
        ? []
        : [...claimsBy(document, unit, titled, 'mentioned'), ...claimsBy(document, unit, headline, 'covering')];
    const weak = about.test(unit.text) ? claimsBy(document, unit, mentioned, 'mentioned') : [];
    return [...strong, ...[...weak, ...title].filter((claim) => !isFilingYear(unit, claim))];
  });
  return strongest(claims);
};

/** "July 1, 2024 through June 30, 2025": about a year long, but from another day than January 1. */
const yearsFromOtherDays = (document: OpenDocument, unit: Unit): readonly Place[] => {
  const dates = datesIn(unit.text);
  return dates.flatMap((from, at) => {
    const to = dates[at + 1];
    if (!to || !/^\W*(?:-|to|through|thru|until|and(?: ending)?)\W*$/i.test(unit.text.slice(from.end, to.start)))
      return [];
    const [first, last] = [civilOfDay(from.day), civilOfDay(to.day)];
    const isYear = to.day - from.day >= 300 && to.day - from.day <= 400;
    const isCalendarYear = first.month === 1 && first.date === 1 && last.month === 12 && last.date === 31;
    return isYear && !isCalendarYear ? [placeOf(document, unit, from.start, to.end)] : [];
  });
};

/** Reporting periods that are no calendar year: a fiscal year, or other days than January 1 to December 31. */
export const oddPeriods = (document: OpenDocument): readonly Place[] =>
  document.units.flatMap((unit) => {
    const fiscal = [
      ...unit.text.matchAll(/\bfiscal[\s-]+year\b(?:\s+(?:ending\s+|ended\s+)?[\w ,]{0,20}?(?:19|20)\d\d)?/gi),
    ];
    const spans = [...unit.text.matchAll(otherPeriod)].filter(
      (match) => !/jan[a-z.]*\s+1(?:st)?\b[^a-z]*(?:-|to|through|thru|until)\s*dec[a-z.]*\s+31/i.test(match[0]),
    );
    const years = [...unit.text.matchAll(period)].filter(
      (match) => match.groups?.first !== undefined && match.groups.first !== match.groups.year,
    );
    const places = [...fiscal, ...spans, ...years].map((match) =>
      placeOf(document, unit, match.index, match.index + match[0].length),
    );
    return places.length > 0 ? places : yearsFromOtherDays(document, unit);
  });
